"""Who listens on which port, and who talks to whom: read from ``/proc`` by whoever shares the network with them."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ESTABLISHED, _LISTENING = "01", "0A"


def listening(sockets: Mapping[str, set[str]]) -> dict[str, set[int]]:
    """The ports on which each process listens.

    Args:
        sockets: a process's name to the inodes of its sockets.
    """
    owner = {inode: name for name, inodes in sockets.items() for inode in inodes}
    found: dict[str, set[int]] = {name: set() for name in sockets}
    for state, here, _, inode in _table():
        if state == _LISTENING and inode in owner:
            found[owner[inode]].add(here)
    return found


def talking(sockets: Mapping[str, set[str]], ports: Mapping[str, set[int]]) -> dict[str, set[str]]:
    """Whom each process has called: it holds a connection whose far end is a port on which the other listens.

    Args:
        ports: what `listening` gave.
    """
    owner = {inode: name for name, inodes in sockets.items() for inode in inodes}
    serves = {port: name for name, mine in ports.items() for port in mine}
    found: dict[str, set[str]] = {name: set() for name in sockets}
    for state, _, there, inode in _table():
        if state == _ESTABLISHED and inode in owner and serves.get(there, owner[inode]) != owner[inode]:
            found[owner[inode]].add(serves[there])
    return found


def inodes(pid: int) -> set[str]:
    """The sockets that a process has open; none when it is gone."""
    found: set[str] = set()
    try:
        descriptors = list(Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return found
    for descriptor in descriptors:
        with contextlib.suppress(OSError):  # it was closed meanwhile
            target = str(descriptor.readlink())
            if target.startswith("socket:["):
                found.add(target.removeprefix("socket:[").removesuffix("]"))
    return found


def _table() -> Iterable[tuple[str, int, int, str]]:
    """State, local port, remote port and inode of each TCP socket of this network."""
    for kind in ("tcp", "tcp6"):
        for line in Path(f"/proc/self/net/{kind}").read_text().splitlines()[1:]:
            fields = line.split()
            yield fields[3], _port(fields[1]), _port(fields[2]), fields[9]


def _port(address: str) -> int:
    return int(address.rpartition(":")[2], 16)

"""What a confined process may see and use, as data: the same for every kind of sandbox."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

LAYERS = ("view", "network", "processes", "capabilities", "seccomp", "limits", "disk", "environment")
"""What a test may switch off, to see that it is needed; see ``off``."""
SCRATCH_MIB = 64
SCRATCH_FILES = 4_096
SHARED_MIB = 16
"""In /dev/shm, where Python keeps the locks and queues of its pools; nothing of it outlives the process."""
PROCESSES = 48
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc/ld.so.cache", "/etc/alternatives")
DEVICES = ("null", "zero", "full", "random", "urandom")
CONNECTIONS = {"worker": ("leash", "wire", "output"), "program": ("leash", "stdin", "stdout", "stderr", "files")}
"""Of a container, by what runs in it: the lines to its first process, in the order in which they are opened."""


@dataclass(frozen=True)
class Jail:
    """One confined process's world.

    Attributes:
        scratch: its working directory and home: memory of its own, `SCRATCH_MIB` at most, gone with it.
        read: files and folders that it sees, under their own names, read-only; sockets among them can be used.
        folder: a folder outside whose files are laid into the scratch first and taken back at the end, or empty.
        ports: loopback ports inside, each with the unix socket to which it leads.
        memory: MiB for all its processes together, where the machine has cgroups; 0 for no such limit.
        off: layers that are switched off, for the tests that prove that each is needed.
    """

    scratch: str
    read: tuple[str, ...] = ()
    folder: str = ""
    ports: tuple[tuple[int, str], ...] = ()
    memory: int = 0
    off: frozenset[str] = field(default_factory=frozenset)

    def as_data(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "read": list(self.read),
            "ports": [list(p) for p in self.ports],
            "off": sorted(self.off),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Jail:
        ports = tuple((int(port), str(path)) for port, path in data["ports"])
        return cls(**{**data, "read": tuple(data["read"]), "ports": ports, "off": frozenset(data["off"])})

    def has(self, layer: str) -> bool:
        return layer not in self.off

    def paths(self) -> list[str]:
        """What is bound read-only, outer folders first; only what is there."""
        wanted = {*SYSTEM, *self.read}
        there = sorted(p for p in wanted if os.path.lexists(p))
        return [
            p for p in there if not any(p != q and p.startswith(q + "/") and not Path(q).is_symlink() for q in there)
        ]


def python_paths() -> Iterable[str]:
    """The interpreter, its library, installed packages, and this package: what a worker imports from."""
    own = Path(__file__).resolve().parents[2]
    roots = {sys.base_prefix, sys.prefix, sys.exec_prefix, str(own)}
    roots |= {p for p in sys.path if p.endswith(("site-packages", "dist-packages"))}
    # A course folder is on the path of an editable install; it is not among these, and what lies in it is not seen.
    return {str(Path(p)) for p in roots if p not in ("/", "/usr")}

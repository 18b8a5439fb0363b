"""The sandboxes for other people's code, and the choice among them. It fails closed.

::

    jail.py      what confined code may see, as data            seccomp.py   the calls that it may not make
    enter.py     namespaces, by forking                         mounts.py    a file system of its own
    ports.py     loopback ports and files, in and out           cgroups.py   memory and processes, where they can be had
    docker.py    the same jail as a container                   probe.py     whether a sandbox holds here, by trying

A sandbox is used only after its probe has run confined on this machine and found nothing open.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.backends.base import Absent

__all__ = ["NAMES", "SandboxMissing", "available", "choose"]

NAMES = ("namespaces", "docker")
"""From the cheapest to the dearest."""
_LIMIT = 60.0


class SandboxMissing(UsageError):
    """No sandbox holds here, so other people's code does not run."""


def choose(name: str | None = None) -> str:
    """The sandbox to use: the one that is named, or the cheapest that holds here.

    Raises:
        SandboxMissing: with the one command that mends it.
    """
    if name is not None and name not in NAMES:
        raise UsageError(f"A sandbox is one of {', '.join(NAMES)}", repr(name), "`grader doctor`")
    reasons, command = [], ""
    for candidate in (name,) if name else NAMES:
        missing = absent(candidate)
        if missing is None:
            return candidate
        reasons.append(f"{candidate}: {missing.why}")
        command = command or missing.command
    raise SandboxMissing(
        "Other people's code runs in a sandbox",
        "; ".join(reasons),
        f"`{command}`, or --trust if you would run this code as your own",
    )


def available() -> list[tuple[str, Absent | None]]:
    """Every sandbox with why it cannot be used here, or None."""
    return [(name, absent(name)) for name in NAMES]


def absent(name: str) -> Absent | None:
    """None when the sandbox holds: it was entered, and what it must keep closed was found closed."""
    from grader.backends.base import Absent

    if name == "docker":
        from grader.worker.sandbox.docker import absent as engine_absent

        return engine_absent()
    if sys.platform != "linux":
        return Absent("namespaces are a feature of Linux", "pip install docker")
    from grader.worker.sandbox import seccomp

    if not seccomp.supported():
        return Absent("the numbers of this processor's system calls are not known here", "pip install docker")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "grader.worker.sandbox.probe"], capture_output=True, text=True, timeout=_LIMIT, check=False,
            cwd="/", env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).resolve().parents[3]), "GRADER_CANARY": "seen"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Absent("the probe did not end", _remedy(""))
    if done.returncode == 0:
        return None
    said = (done.stdout + done.stderr).strip().splitlines()
    return Absent(said[-1][:300] if said else "the probe ended without a word", _remedy(done.stdout + done.stderr))


def _remedy(said: str) -> str:
    """The command that most likely mends it, from what this kernel is set to."""
    settings = (
        (
            "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
            "1",
            "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
        ),
        ("/proc/sys/kernel/unprivileged_userns_clone", "0", "sudo sysctl -w kernel.unprivileged_userns_clone=1"),
        ("/proc/sys/user/max_user_namespaces", "0", "sudo sysctl -w user.max_user_namespaces=15000"),
    )
    for path, bad, command in settings:
        try:
            if Path(path).read_text().strip() == bad:
                return command
        except OSError:
            continue
    return "grader doctor"

"""What every toolchain has: whether it is here, where its libraries lie, and how they are fetched."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from grader.backends.base import Absent
from grader.backends.unpack import cache_root, locked
from grader.errors import UsageError

WHOLE = "whole.json"
"""Written last, so that an interrupted fetch is no toolchain."""
Say = Callable[[str], None]


class FetchFailed(UsageError):
    """A library could not be fetched, or is not what its checksum says."""


class Toolchain:
    """One language.

    Attributes:
        name: as in ``needs = ["toolchain:go"]``.
        title: with the library, for people.
        least: the oldest version of compiler or runtime that serves.
        bring: the command that installs compiler and runtime.
        tool: what has to be on the ``PATH``.
        suffix: of a learner's file.
        source: the name under which that file is compiled.
        size: of the fetch, for people.
    """

    name = title = bring = tool = suffix = source = size = ""
    least: tuple[int, ...] = ()
    build_seconds = 60.0
    """CPU seconds that a build may take; the wall clock is a multiple of it."""
    build_memory = 2048
    """MiB of data that the compiler may take."""

    @property
    def pins(self) -> Path:
        """The folder with versions and checksums, part of this package."""
        return Path(__file__).with_name(self.name)

    @property
    def folder(self) -> Path:
        """Where the libraries lie, by the content of the pins: a change of a version is a new folder."""
        total = hashlib.sha256(self.made_by().encode())
        for path in sorted(self.pins.iterdir()):
            total.update(path.name.encode() + path.read_bytes())
        return cache_root() / "toolchains" / f"{self.name}-{total.hexdigest()[:12]}"

    def version(self) -> tuple[int, ...]:
        """Of compiler or runtime; empty where there is none."""
        path = shutil.which(self.tool)
        return _version(path, self.version_argument(), Path(path).stat().st_mtime_ns) if path else ()

    def version_argument(self) -> str:
        return "--version"

    def made_by(self) -> str:
        """What makes the folder of one machine different from another's, beside the pins."""
        return ""

    def absent(self) -> Absent | None:
        """None when it can build and run; cheap."""
        here = self.version()
        wanted = ".".join(map(str, self.least))
        if not here:
            return Absent(f"no `{self.tool}` of version {wanted} or newer is on the PATH", self.bring)
        if here < self.least:
            return Absent(f"`{self.tool}` is version {'.'.join(map(str, here))}; {wanted} or newer serves", self.bring)
        if not (self.folder / WHOLE).is_file():
            return Absent(f"its libraries ({self.size}) have not been fetched", f"grader toolchain {self.name}")
        return None

    def fetch(self, say: Say) -> Path:
        """Fetch what is not here yet, with every checksum compared; the folder.

        Args:
            say: hears each step.

        Raises:
            FetchFailed: with the package manager's last lines.
            UsageError: compiler or runtime is missing.
        """
        absent = self.absent()
        if absent is None:
            return self.folder
        if absent.command == self.bring:
            raise UsageError(f"{self.title} has a compiler", absent.why, f"`{self.bring}`")
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(self.folder.with_suffix(".lock")):  # of two at once the second waits, and finds it done
            if self.absent() is not None:
                self._fetch_anew(say)
        return self.folder

    def _fetch_anew(self, say: Say) -> None:
        for left in self.folder.parent.glob(f"{self.name}-*.new-*"):  # of one that was killed
            remove(left)
        fresh = Path(tempfile.mkdtemp(prefix=f"{self.folder.name}.new-", dir=self.folder.parent))
        try:
            self.bring_into(fresh, say)
            (fresh / WHOLE).write_text(json.dumps({"toolchain": self.name}))
            fresh.chmod(0o755)
            shutil.rmtree(self.folder, ignore_errors=True)
            fresh.rename(self.folder)
        except BaseException:
            remove(fresh)
            raise

    # -- what each language says ----------------------------------------------------------------------

    def bring_into(self, folder: Path, say: Say) -> None:
        """Fetch the libraries into a folder that is renamed afterwards."""
        raise NotImplementedError

    def lay(self, folder: Path) -> None:
        """Lay beside the learner's file what its build or its run wants there."""

    def build(self, folder: Path) -> list[str]:
        """The compiler's argument vector, run in the folder; empty where nothing is compiled."""
        return []

    def product(self) -> str:
        """The file or folder that the build leaves, or empty."""
        return ""

    def missing(self, folder: Path) -> str:
        """What a build without an error has not made, or empty."""
        return ""

    def run(self, folder: Path) -> list[str]:
        """The beginning of the program's argument vector."""
        raise NotImplementedError

    def environment(self, folder: Path) -> Mapping[str, str]:
        """Variables of the build."""
        return {}

    def reads(self) -> tuple[str, ...]:
        """Files and folders that a confined build or run has to see, beside the system's own."""
        return (str(self.folder),)


def command(argv: list[str], folder: Path, environment: Mapping[str, str], what: str, limit: float = 3600) -> str:
    """Run a package manager or compiler of the machine's own; its output.

    Raises:
        FetchFailed: it ended with an error, or not in time.
    """
    try:
        done = subprocess.run(
            argv, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, errors="replace", timeout=limit, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FetchFailed(what, str(error), "run it again: what was fetched completely is kept") from None
    if done.returncode:
        last = " / ".join((done.stderr or done.stdout).strip().splitlines()[-4:])[-600:]
        raise FetchFailed(what, last or f"exit status {done.returncode}", "look at the network, then run it again")
    return done.stdout


def found(tool: str) -> str:
    """The file that a tool really is: in a container the ``PATH`` is another, and a link that leads elsewhere is not seen."""
    path = shutil.which(tool)
    return str(Path(path).resolve()) if path else tool


def remove(folder: Path) -> None:
    """Remove a folder, of which a package manager may have made parts read-only."""
    for where, folders, _ in os.walk(folder):
        for name in folders:
            path = Path(where, name)
            if not path.is_symlink():
                path.chmod(0o755)
    shutil.rmtree(folder, ignore_errors=True)


@cache
def _version(path: str, argument: str, changed: int) -> tuple[int, ...]:
    try:
        done = subprocess.run([path, argument], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    numbers = re.search(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?", done.stdout + done.stderr)
    return tuple(int(part) for part in numbers.groups() if part) if numbers else ()

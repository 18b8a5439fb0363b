"""Milvus 2.2.16, the last line that travels in time, and the client of its day: an environment of its own.

The server is the binary inside the package ``milvus`` 2.2.16; ``old_server.py`` starts it, for ``config = "time-travel"``. The
course's own environment has 2.3.5 of the same package, and pymilvus 3.0.2 has no argument for a time any more: hence a second
environment. Its pins differ from those of 2023 where it still works: wheels exist for every Python of the course.
"""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

from grader.backends.base import Absent
from grader.backends.toolchains.base import FetchFailed, Say, Toolchain, command

VERSION = "2.2.16"
_PLATFORMS = {("linux", "x86_64"), ("darwin", "arm64")}


class Milvus22(Toolchain):
    """A Python program with pymilvus 2.2.17."""

    name, title, tool, suffix, source = "milvus22", "Milvus 2.2.16 with pymilvus 2.2.17", "python", ".py", "main.py"
    least = (3, 11)
    bring = "install Python 3.11 or newer"
    size = "110 MB"

    def version(self) -> tuple[int, ...]:
        """Of the Python that the grader itself has: the environment is made by it."""
        return sys.version_info[:3]

    def made_by(self) -> str:
        """An environment is bound to its Python."""
        return f"{sys.base_prefix} {sys.version}"

    def absent(self) -> Absent | None:
        """None where it has been made."""
        if (sys.platform, platform.machine()) not in _PLATFORMS:
            here = f"{sys.platform} on {platform.machine()}"
            return Absent(f"milvus {VERSION} exists for Linux x86-64 and macOS arm64, this is {here}", "use one of these two; the lesson shows what was recorded")
        return super().absent()

    def fetch(self, say: Say) -> Path:
        absent = self.absent()
        if absent is not None and absent.command.startswith("use "):
            raise FetchFailed("This machine can run it", absent.why, absent.command)
        return super().fetch(say)

    def bring_into(self, folder: Path, say: Say) -> None:
        say("an environment of its own: 110 MB, half a minute")
        python = str(folder / "bin" / "python")
        command([sys.executable, "-m", "venv", str(folder)], folder, {}, "Python makes an environment (Debian: `apt-get install python3-venv`)")
        command(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--require-hashes",
             "-r", str(self.pins / "requirements.lock")],
            folder, {"VIRTUAL_ENV": str(folder)}, "pip installs what requirements.lock says, with every hash compared",
        )  # fmt: skip
        found = command([python, "-W", "ignore", "-c", "import pymilvus; print(pymilvus.__version__)"], folder, {}, "The old client can be imported")
        say(f"pymilvus {found.strip()}")

    def run(self, folder: Path) -> list[str]:
        return [str(self.python()), "-W", "ignore", str(folder / self.source)]

    def reads(self) -> tuple[str, ...]:
        """The environment, and the Python that it was made from."""
        return (*super().reads(), os.path.realpath(sys.base_prefix))

    def python(self) -> Path:
        """The interpreter of the environment."""
        return self.folder / "bin" / "python"

    def package(self) -> Path | None:
        """The folder of the package ``milvus`` in it, or None."""
        return next(iter(self.folder.glob("lib/python3*/site-packages/milvus")), None) if self.absent() is None else None


TOOLCHAIN = Milvus22()

"""The programs of ``lessons/clients`` in other languages: built once for a session, run against a lesson's Milvus."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.backends.toolchains import toolchain
from grader.lesson import mode
from grader.worker.doors import Port

if TYPE_CHECKING:
    from grader.backends.toolchains import Toolchain

FILES = {".mjs": "node", ".go": "go", ".java": "java"}
_LIMIT = 300


@dataclass(frozen=True)
class Said:
    """What a program left.

    Attributes:
        text: standard output, and standard error after it.
    """

    exit: int
    text: str


def absent(file: str) -> str:
    """The command that brings what a program needs, or empty."""
    language = FILES.get(Path(file).suffix)
    missing = toolchain(language).absent() if language else None
    return missing.command if missing else ""


def program(file: str, *arguments: str) -> Said:
    """Build and run one of ``lessons/clients``; it is the course's own, so it runs unconfined.

    Raises:
        RuntimeError: it does not compile.
        subprocess.TimeoutExpired: it did not end.
    """
    path = mode.course_root() / "lessons" / "clients" / file
    language = FILES.get(path.suffix)
    argv = [sys.executable, str(path)] if language is None else _built(toolchain(language), path)
    with tempfile.TemporaryDirectory(prefix="client-") as folder:
        done = subprocess.run([*argv, *arguments], cwd=folder, env={**os.environ, "TMPDIR": folder, "HOME": folder},
                              capture_output=True, text=True, timeout=_LIMIT, check=False)  # fmt: skip
    return Said(done.returncode, (done.stdout + done.stderr).strip())


def port(uri: str) -> str:
    """A URL with a port that leads to a unix socket: clients of other languages take no socket's path."""
    opened = Port(uri.removeprefix("unix:"))
    mode.when_session_ends(opened.close)
    return f"http://127.0.0.1:{opened.number}"


def source(file: str) -> Any:
    """The text of a program, as code in a cell."""
    import marimo as mo

    path = mode.course_root() / "lessons" / "clients" / file
    kind = {".mjs": "javascript", ".py": "python"}.get(path.suffix, path.suffix[1:])
    return mo.md(f"```{kind}\n{path.read_text(encoding='utf-8').strip()}\n```")


@functools.cache
def _built(chain: Toolchain, path: Path) -> list[str]:
    folder = Path(tempfile.mkdtemp(prefix="built-"))

    def forget() -> None:
        _built.cache_clear()
        shutil.rmtree(folder, ignore_errors=True)

    mode.when_session_ends(forget)
    shutil.copyfile(path, folder / chain.source)
    chain.lay(folder)
    if argv := chain.build(folder):
        done = subprocess.run(argv, cwd=folder, env={**os.environ, **chain.environment(folder)}, capture_output=True, text=True, timeout=_LIMIT, check=False)
        if done.returncode or (why := chain.missing(folder)):
            raise RuntimeError(f"{path.name} does not compile: {done.stderr[-2000:] or why}")
    return chain.run(folder)

"""When the last commit of somebody's clone was made, without obeying anything that the clone says.

A repository's own configuration can name programs that git starts (hooks, monitors, signers). So git is given an empty
repository of ours that borrows only the clone's objects; where HEAD points to is read here. An object may unfold to gigabytes,
so git says its size first, and runs with memory and time of its own: at the worst it dies alone.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

_MOST = 1 << 20
"""Bytes of a commit; git's own are a few hundred."""
_MEMORY = 256 << 20
_SECONDS = 20
_BOUNDED = (
    "import os, resource, sys\n"
    f"resource.setrlimit(resource.RLIMIT_DATA, ({_MEMORY}, {_MEMORY}))\n"
    f"resource.setrlimit(resource.RLIMIT_CPU, ({_SECONDS}, {_SECONDS}))\n"
    "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
    "os.execvp(sys.argv[1], sys.argv[1:])\n"
)
_SHA = re.compile(r"^[0-9a-f]{40}$")
_REF = re.compile(r"^refs/[A-Za-z0-9._/-]{1,200}$")


def last_commit(repository: Path) -> datetime | None:
    """The committer's time of HEAD in UTC; None where it cannot be told. It is the author's own claim."""
    git = repository / ".git"
    sha = _head(git)
    if sha is None or not os.path.isdir(git / "objects"):  # noqa: PTH112  pathlib raises where it may not look
        return None
    with tempfile.TemporaryDirectory(prefix="gr-git-") as empty:
        environment = {
            "PATH": os.environ.get("PATH", os.defpath), "HOME": empty, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0",
        }  # fmt: skip
        try:
            subprocess.run(
                ["git", "init", "-q", "--bare", "--template=", empty],
                env=environment,
                check=True,
                timeout=30,
                capture_output=True,
            )
            borrowed = {**environment, "GIT_OBJECT_DIRECTORY": str((git / "objects").resolve())}
            ask = [sys.executable, "-I", "-S", "-c", _BOUNDED, "git", f"--git-dir={empty}", "cat-file"]
            checked = subprocess.run(
                [*ask, "--batch-check=%(objecttype) %(objectsize)"],
                env=borrowed, input=sha.encode() + b"\n", check=True, timeout=30, capture_output=True,
            ).stdout.split()  # fmt: skip
            if len(checked) != 2 or checked[0] != b"commit" or not checked[1].isdigit() or int(checked[1]) > _MOST:
                return None
            shown = subprocess.run(
                [*ask, "commit", sha], env=borrowed, check=True, timeout=30, capture_output=True
            ).stdout
        except (OSError, subprocess.SubprocessError):
            return None
    found = re.search(rb"^committer [^\n]* (\d{1,12}) [+-]\d{4}$", shown.split(b"\n\n", 1)[0], flags=re.MULTILINE)
    try:
        return datetime.fromtimestamp(int(found[1]), UTC) if found else None
    except (ValueError, OverflowError, OSError):
        return None


def _head(git: Path) -> str | None:
    text = _text(git / "HEAD")
    if not text.startswith("ref: "):
        return text if _SHA.match(text) else None
    ref = text.removeprefix("ref: ").strip()
    if not _REF.match(ref) or ".." in ref:
        return None
    loose = _text(git / ref)
    if _SHA.match(loose):
        return loose
    for line in _text(git / "packed-refs", 4 << 20).splitlines():
        sha, _, name = line.partition(" ")
        if name == ref and _SHA.match(sha):
            return sha
    return None


def _text(path: Path, most: int = 4096) -> str:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            return file.read(most).decode("utf-8", errors="replace").strip()
    except OSError:
        return ""

"""``python3 -m grader.classroom.commit COMMIT INTO``: the desk of a commit, and nothing else of it.

Objects are read from git one by one. Nothing is checked out, so no attribute, filter or hook of the commit is met; links,
submodules and what breaks the limits of an intake are not taken.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from grader.classroom.intake.rules import Limits, Refused, is_noise, parts_of, printable
from grader.classroom.intake.trees import Member
from grader.classroom.intake.unpack import Budget, Writer
from grader.errors import GraderError, UsageError

DESK = "my"
_LISTING_CAP = 8 << 20
_FILES = ("100644", "100755")


def take(repository: Path, commit: str, into: Path, limits: Limits | None = None) -> tuple[list[str], list[str]]:
    """Write the files below ``my/`` of a commit into the new folder `into`.

    Returns:
        the names that were taken, and a note for each that was not.

    Raises:
        UsageError: no such commit, or `into` is there.
        Refused: more or larger files than a hand-in may have, or a name that leads elsewhere.
    """
    limits = limits or Limits()
    if not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", commit):
        raise UsageError("A commit's whole name", printable(commit), "pass the head's sha")
    if into.exists() or into.is_symlink():
        raise UsageError(f"The folder {into} is new", "it is there", f"rm -r {into}")
    listing = _git(repository, "ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{DESK}/")
    into.mkdir(parents=True)
    writer = Writer(into, limits, Budget(limits.bytes))
    taken, notes = [], []
    for entry in listing.split(b"\0"):
        if not entry:
            continue
        head, _, raw = entry.partition(b"\t")
        mode, _, name = head.decode().split()
        parts = parts_of(raw.decode("utf-8", "surrogateescape"), limits)[1:]
        if not parts or is_noise(parts):
            continue
        if mode not in _FILES:
            what = (
                "a link" if mode == "120000" else "a repository of its own" if mode == "160000" else f"of mode {mode}"
            )
            notes.append(f"{printable('/'.join(parts))} is {what}: not taken")
            continue
        writer.add(parts, Member("/".join(parts), "file", 0, None, _blob(repository, name, limits.file)))
        taken.append("/".join(parts))
    return taken, notes


def _blob(repository: Path, name: str, most: int) -> Callable[[], IO[bytes]]:
    def read() -> IO[bytes]:
        size = int(_git(repository, "cat-file", "-s", name))
        if size > most:
            raise Refused(f"a file has {size} bytes, over {most}")
        return io.BytesIO(_git(repository, "cat-file", "blob", name, most=most))

    return read


def _git(repository: Path, *arguments: str, most: int = _LISTING_CAP) -> bytes:
    done = subprocess.run(
        ["git", "-C", str(repository), "--no-replace-objects", *arguments],
        capture_output=True, timeout=120, check=False, env={**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"},
    )  # fmt: skip
    if done.returncode:
        raise UsageError(
            "git reads the commit", done.stderr.decode(errors="replace").strip()[:300], "git fetch origin COMMIT"
        )
    if len(done.stdout) > most:
        raise Refused(f"git tells over {most} bytes")
    return done.stdout


def main(argv: Sequence[str]) -> int:
    """Exit status as the command ``grader``: 0, or 2 with one line."""
    if len(argv) != 2:
        print("usage: python3 -m grader.classroom.commit COMMIT INTO", file=sys.stderr)
        return 2
    try:
        taken, notes = take(Path.cwd(), argv[0], Path(argv[1]))
    except GraderError as error:
        print(error, file=sys.stderr)
        return 2
    for note in notes:
        print(note)
    print(f"{len(taken)} files of the workspace taken")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

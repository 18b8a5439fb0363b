"""A learner's file made into a program, once for all checks: by the language's own compiler, confined as the program will be.

A file that does not compile fails each check with the compiler's own words, as far as they are about that file.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.backends.toolchains import Toolchain, choice, toolchain
from grader.checks.running import Order, execute
from grader.checks.vocabulary import fail

if TYPE_CHECKING:
    from grader.checks.session import Session

SOURCE_CAP = 1 << 20
CHOICE = "language.txt"
"""Names the language where the learner chooses one."""
_LINES, _WIDTH = 12, 200
_CHATTER = re.compile(r"^(# |Note: |\s+at |Node\.js v|\d+ errors?$|Picked up )")


@dataclass(frozen=True)
class Built:
    """What a build left.

    Attributes:
        folder: holds the product; shown read-only to each run.
        entry: the learner's file that was compiled.
        trouble: the compiler's words where there is no product, else empty.
    """

    toolchain: Toolchain
    folder: Path
    entry: str
    trouble: str = ""


def built(session: Session) -> Built | None:
    """The submission's program, compiled at the first call; None for an exercise that needs no toolchain.

    Raises:
        CheckFailed: it does not compile.
    """
    if session.built is None:
        names = [name for need in sorted(session.exercise.needs) for name in choice(need)]
        if not names:
            return None
        session.built = _build(session, *_chosen(session, names))
    found: Built = session.built
    if found.trouble:
        fail(called=f"Building {found.entry} with {found.toolchain.tool}", returned=f"an error:\n{found.trouble}",
             expected="a program that compiles", why="Build it on your own machine until the compiler has nothing to say.")  # fmt: skip
    return found


def _chosen(session: Session, names: list[str]) -> tuple[Toolchain, Path]:
    """The toolchain and the file that it compiles: the only ones, or those that ``language.txt`` in the learner's folder names."""
    work = Path(session.job.work)
    if not work.is_dir():
        return toolchain(names[0]), work
    try:
        said = (work / CHOICE).read_text(encoding="utf-8", errors="replace")[:200].strip()
    except OSError:
        said = "no such file"
    called = f"Reading {CHOICE}"
    if said.lower() not in names:
        fail(called=called, returned=said[:60] or "nothing", expected=f"one word: {', '.join(names[:-1])} or {names[-1]}")
    made = toolchain(said.lower())
    if (absent := made.absent()) is not None:
        fail(called=called, returned=f"{made.name}, and {absent.why}", expected="a language that this machine can build", why=f"This command brings it: `{absent.command}`.")
    files = [path for path in sorted(work.iterdir()) if path.suffix == made.suffix and path.is_file()]
    if len(files) != 1:
        fail(called=called, returned=f"{made.name}, and {len(files) or 'no'} files that end in {made.suffix}", expected="one of them")
    return made, files[0]


def _build(session: Session, toolchain: Toolchain, work: Path) -> Built:
    folder = session.folder / "built"
    folder.mkdir(mode=0o755)
    if work.stat().st_size > SOURCE_CAP:
        return Built(toolchain, folder, work.name, f"the file has {work.stat().st_size:,} bytes; at most {SOURCE_CAP:,} are compiled")
    shutil.copyfile(work, folder / toolchain.source)
    toolchain.lay(folder)
    if not (argv := toolchain.build(folder)):
        return Built(toolchain, folder, work.name)
    order = Order(
        argv, folder, toolchain.build_seconds, toolchain.build_memory, env=toolchain.environment(folder), reads=toolchain.reads(),
        what="The compiler", counted=False,
    )  # fmt: skip
    status, out, err = execute(session, order)
    if status:
        return Built(toolchain, folder, work.name, words(err or out, toolchain, work.name, folder) or f"exit status {status}")
    return Built(toolchain, folder, work.name, toolchain.missing(folder))


def words(text: str, toolchain: Toolchain, entry: str, folder: Path) -> str:
    """A compiler's words about the learner's file: without folders, chatter and stacks, a dozen lines at most."""
    text = text.replace(f"file://{folder}/", "").replace(f"{folder}/", "").replace(f"./{toolchain.source}", toolchain.source)
    text = re.sub(rf"\b{re.escape(toolchain.source)}\b", entry, text)
    lines = [line[:_WIDTH] for line in text.splitlines() if line.strip() and not _CHATTER.match(line)]
    more = len(lines) - _LINES
    return "\n".join([*lines[:_LINES], *([f"… and {more} more lines"] if more > 0 else [])])

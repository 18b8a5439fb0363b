"""``grader merge``."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import console

if TYPE_CHECKING:
    from grader.classroom.runfolder import RunFolder


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="IN…")
def command(out: Path, sources: tuple[Path, ...]) -> int:
    """Put the run folders IN (or their store.sqlite) into the run folder OUT.

    OUT keeps what it has. Its lists of hand-ins, roster and policy are taken from the first IN where it has none. The
    exit status is 3 when two of them disagree about one piece of work; each such line is printed, and the first stays.
    """
    from grader.classroom import merge
    from grader.classroom.runfolder import RunFolder
    from grader.classroom.store import Store

    folder = RunFolder(out)
    folder.make()
    stores = [RunFolder(s).store if s.is_dir() else s for s in sources]
    with ExitStack() as stack:
        opened = [stack.enter_context(Store(path, readonly=True)) for path in stores]
        target = stack.enter_context(Store(folder.store))
        merged = merge.merge(target, opened)
    for path in stores:
        _lists(RunFolder(path.parent), folder)
    show = console()
    show.print(
        f"{merged.verdicts} verdicts, {merged.entries} results of hand-ins and {merged.attempts} faults are new in {out}.",
        markup=False,
        soft_wrap=True,
    )
    for line in merged.conflicts:
        show.print(f"  disagrees: {line}", markup=False, soft_wrap=True)
    return 3 if merged.conflicts else 0


def _lists(source: RunFolder, folder: RunFolder) -> None:
    """Take over what reports need beside the store, where it is not there yet; the hand-ins stay where they are."""
    from grader.classroom import intake

    if source.intake.exists() and not folder.intake.exists():
        intake.save(intake.load(source.intake), folder.intake)  # its paths are relative to where it lies
    for kept, found in ((folder.roster, source.roster), (folder.policy, source.policy)):
        if found.exists() and not kept.exists():
            shutil.copyfile(found, kept)

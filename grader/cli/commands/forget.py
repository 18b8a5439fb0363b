"""``grader forget``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.common import console


@click.command()
@click.argument("person")
@click.argument("run", type=click.Path(path_type=Path, file_okay=False), default="grading")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(person: str, run: Path, yes: bool) -> int:
    """Remove a person from the folder of a class run.

    PERSON is an id, login or e-mail address of the roster; RUN is the folder of `grader bulk --out`, default: grading/.
    Their hand-ins are deleted; of a shared one only their name is taken off.
    """
    from grader.classroom.forget import forget, identify
    from grader.classroom.runfolder import RunFolder
    from grader.errors import UsageError

    folder = RunFolder(run)
    if not folder.store.is_file():
        raise UsageError(
            f"{run} is the folder of a class run",
            "no store.sqlite in it",
            "name the folder: grader forget PERSON FOLDER",
        )
    roster = None
    if folder.roster.is_file():
        from grader.classroom.intake import roster as rosters

        roster = rosters.read(folder.roster)
    who = identify(person, roster)
    if not yes:
        click.confirm(f"Remove {who.id}, their hand-ins and every report that names them from {run}?", abort=True)
    done = forget(folder, who)
    show = console()
    if not done.removed:
        show.print(f"Nothing in {run} names {person}.", markup=False)
    for line in done.removed:
        show.print(f"Removed: {line}", markup=False, soft_wrap=True)
    for line in done.stays:
        show.print(f"Stays: {line}", markup=False, soft_wrap=True)
    show.print(
        "Stays: verdicts by key, which name nobody; and everything outside this folder: the export, your roster, your policy, "
        "reports written elsewhere. Reading the export again brings the hand-in back.",
        markup=False, soft_wrap=True,
    )  # fmt: skip
    return 0

"""``grader bulk``."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.backends import SERVERS, STARTED
from grader.cli.common import confinement, console, open_course

if TYPE_CHECKING:
    from grader.classroom.bulk import Stop
    from grader.classroom.gradebook import Handin
    from grader.classroom.intake.roster import Roster
    from grader.classroom.plan import Plan
    from grader.classroom.runfolder import RunFolder
    from grader.classroom.store import Store
    from grader.classroom.tasks import Executor
    from grader.course import Course, Exercise


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True), required=False)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("grading"),
    show_default=True,
    help="The run folder: store, hand-ins, reports.",
)
@click.option(
    "--roster", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="CSV: who the hand-ins belong to."
)
@click.option(
    "--policy",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="TOML: due dates, lateness, extensions, overrides.",
)
@click.option("--root", metavar="FOLDER", help="The folder in SOURCE whose folders are the hand-ins; `.` is SOURCE itself.")
@click.option("--chapter", "chapters", multiple=True, help="Grade these chapters; may be given several times.")
@click.option(
    "--exercise",
    "exercises",
    multiple=True,
    help="Grade these exercises; may be given several times. Default: those that were handed in.",
)
@click.option("--seed", type=int, help="Of the random data. Default: an unseen one, kept in the run folder.")
@click.option("--backend", type=click.Choice(STARTED), help="Only this Milvus.")
@click.option("--slots", "-j", type=click.IntRange(min=1), help="Gradings at once. Default: as cores and memory allow.")
@click.option(
    "--deadline",
    type=click.FloatRange(min=0),
    help="Seconds after which nothing new starts; the rest is left for the next run.",
)
@click.option(
    "--sandbox",
    type=click.Choice(["namespaces", "docker"]),
    help="How the code is confined. Default: the best that is here.",
)
@click.option("--trust", is_flag=True, help="Run without a sandbox; recorded in every result.")
@click.option("--scheduler", metavar="tcp://…", help="Grade on a Dask cluster, which sees the same folders.")
@click.option("--shard", metavar="I/N", help="Only this part of the hand-ins; `grader merge` joins the parts.")
@click.option("--retry", is_flag=True, help="Try again what was left ungraded after three tries.")
@click.option(
    "--format", "--export", "formats", multiple=True, help="Write this report when done; see `grader report --help`."
)
@click.option("--quiet", "-q", is_flag=True, help="Only the summary.")
@click.option(
    "--course",
    "course_dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="The course's folder; default: the nearest book.toml.",
)
def command(
    source: Path | None, out: Path, roster: Path | None, policy: Path | None, root: str | None, chapters: tuple[str, ...], exercises: tuple[str, ...],
    seed: int | None, backend: str | None, slots: int | None, deadline: float | None, sandbox: str | None, trust: bool,
    scheduler: str | None, shard: str | None, retry: bool, formats: tuple[str, ...], quiet: bool, course_dir: Path | None,
) -> int:  # fmt: skip
    """Grade a class: SOURCE is a folder or archive of hand-ins, or a CSV of cloned repositories.

    Run the same command again to go on where it ended: what has a verdict is not graded again. Without SOURCE the
    hand-ins of the earlier run are graded. The exit status is 3 when something is left ungraded.
    """
    from grader.classroom import bulk, leftovers, plan
    from grader.classroom.executors.local import EndingSupply
    from grader.classroom.runfolder import RunFolder
    from grader.classroom.store import Store
    from grader.cli.bulk_display import say, summary

    part, wanted_formats = _part(shard, seed), _known_formats(formats)
    confined = confinement(sandbox, trust=trust)
    course, _ = open_course(course_dir, None)
    wanted = course.select([*chapters, *exercises])
    folder = RunFolder(out)
    folder.make()
    show = console()
    supply = EndingSupply(only=backend, ahead=1)
    leftovers.sweep(Path(tempfile.gettempdir()))
    try:
        if scheduler is None:
            supply.launcher()  # its imports take longer than reading the hand-ins
        with Store(folder.store) as store, folder.in_use() as use:
            handins, notes = _taken_in(course, folder, source, roster, policy, root, alone=use.alone)
            use.share()
            handins = plan.shard(handins, *part) if part else handins
            chosen = wanted if chapters or exercises else plan.handed_in(handins, wanted)
            options = plan.Options(bulk.a_seed(store, seed), confined, backend)
            planned = plan.plan(course, handins, chosen, options)
            moved = planned.write(store)
            noted = {
                "confinement": confined,
                "backend": backend,
                "shard": shard,
                "exercises": [e.id for e in chosen],
            }
            store.begin({**noted, "scheduler": bool(scheduler)})
            executor = _executor(course, chosen, supply, slots, scheduler, backend)
            at_once, stop = executor.slots, bulk.Stop()
            tally = _run(planned, store, executor, stop, show, deadline=deadline, retry=retry, quiet=quiet)
            how = f"Seed {options.seed}, {confined}, {at_once} at a time"
            say(show, f"{how}: {len(handins)} hand-ins, {len(chosen)} exercises.")
            for part_name, count in sorted(moved.items()):
                say(show, f"  graded anew, since its {part_name} changed: {count}")
            summary(show, folder, store, planned, tally, notes)
    finally:
        supply.end()
    if wanted_formats:
        _export(folder, course, wanted_formats, show)
    return 3 if tally.ungraded else 0


def _part(shard: str | None, seed: int | None) -> tuple[int, int] | None:
    from grader.errors import UsageError

    if shard is None:
        return None
    number, _, of = shard.partition("/")
    if not (number.isdigit() and of.isdigit() and 1 <= int(number) <= int(of)):
        raise UsageError("--shard takes I/N with I from 1 to N", repr(shard), "for example --shard 1/4")
    if seed is None:
        raise UsageError(
            "Every shard is graded with the same seed",
            "--shard without --seed",
            "add --seed with one number for all shards",
        )
    return int(number), int(of)


def _taken_in(
    course: Course, folder: RunFolder, source: Path | None, roster: Path | None, policy: Path | None, root: str | None, *, alone: bool
) -> tuple[Sequence[Handin], Sequence[str]]:
    """The hand-ins with the people of the roster, and what is to be said about them; kept in the run folder."""
    from grader.classroom import intake, locate, policy_file
    from grader.classroom.plan import versions
    from grader.errors import UsageError

    known = folder.intake.exists()
    if source is None and not known:
        raise UsageError("A first run is given its hand-ins", "no SOURCE", "`grader bulk SOURCE`")
    people = _files(course, folder, roster, policy)
    if source is None or (not alone and known):
        taken = intake.load(folder.intake)
        if source is not None:
            joined = "Another run grades from this folder: its hand-ins were taken as they are"
            taken = replace(taken, notes=(*taken.notes, joined))
    else:
        taken = intake.read(source, folder.handins, root=root)
        taken = replace(taken, notes=(*taken.notes, *locate.notes(taken.handins, course.exercises), *versions(course, taken.handins)))
    if people is not None:
        placed, notes = people.place(taken.handins)
        taken = replace(taken, handins=placed, notes=(*taken.notes, *(n for n in notes if n not in taken.notes)))
    rules = policy_file.read(folder.policy) if folder.policy.exists() else None
    told = intake.told(
        taken, people.people if people is not None else None, dated=bool(rules and rules.due),
        stated={person for person, _ in rules.stated} if rules else (),
    )  # fmt: skip
    taken = replace(taken, notes=(*told, *(n for n in taken.notes if n not in told)))
    if alone or not known:
        intake.save(taken, folder.intake)
    return taken.handins, taken.notes


def _files(course: Course, folder: RunFolder, roster: Path | None, policy: Path | None) -> Roster | None:
    """Read the instructor's files, then keep them: a mistake is better known before an hour of grading, and not kept."""
    people = None
    if (path := roster or folder.roster).exists():
        from grader.classroom.intake import roster as rosters

        people = rosters.read(path)
    if (path := policy or folder.policy).exists():
        from grader.classroom import policy_file

        policy_file.read(path).verify(course, {p.id for p in people.people} if people is not None else None)
    folder.keep(roster, folder.roster)
    folder.keep(policy, folder.policy)
    return people


def _executor(
    course: Course,
    exercises: Sequence[Exercise],
    supply: Any,
    slots: int | None,
    scheduler: str | None,
    backend: str | None,
) -> Executor:
    from grader.classroom.executors.local import LocalExecutor
    from grader.classroom.plan import backend_key
    from grader.grading.slots import slots_here

    if scheduler is not None:
        from grader.classroom.executors.dask import DaskExecutor

        return DaskExecutor(scheduler, slots)
    servers = any(backend_key(e, backend).startswith(SERVERS) for e in exercises)
    return LocalExecutor(course, slots or slots_here(servers=servers), supply)


def _run(
    planned: Plan,
    store: Store,
    executor: Executor,
    stop: Stop,
    show: Any,
    *,
    deadline: float | None,
    retry: bool,
    quiet: bool,
) -> Any:
    from grader.classroom import bulk
    from grader.cli.bulk_display import Display

    try:
        with _ctrl_c(stop), Display(show, stop, quiet=quiet) as display:
            return bulk.run(planned.tasks, store, executor, display, stop=stop, deadline=deadline, retry=retry)
    finally:
        executor.close()


@contextmanager
def _ctrl_c(stop: Stop) -> Iterator[None]:
    """Ctrl-C once: finish what runs; twice, or SIGTERM: end at once."""

    def gently(*_: object) -> None:
        stop.more()

    def at_once(*_: object) -> None:
        stop.level = 2

    before = signal.signal(signal.SIGINT, gently), signal.signal(signal.SIGTERM, at_once)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGTERM, before[1])


def _known_formats(formats: Sequence[str]) -> list[str]:
    """The formats asked for; a wrong one is better told before an hour of grading than after it."""
    from grader.errors import UsageError
    from grader.report import formats as known

    names = known.formats("class")
    if unknown := [f for f in formats if f not in names and f != "all"]:
        raise UsageError(
            f"A format is one of {', '.join(names)}, all", ", ".join(unknown), "name one of them after --format"
        )
    return [f for f in names if f in formats or "all" in formats]


def _export(folder: RunFolder, course: Course, formats: Sequence[str], show: Any) -> None:
    from grader.classroom import gradebook_build
    from grader.cli.bulk_display import say
    from grader.cli.common import step_summary
    from grader.report import class_reports

    written = class_reports.write(gradebook_build.of_run(course, folder), folder.reports, formats)
    if "summary" in formats:
        step_summary((folder.reports / "summary.md").read_text(encoding="utf-8"))
    say(
        show,
        f"{len(written)} files in {folder.reports}; `grader report {folder.path}` writes them again without grading.",
    )

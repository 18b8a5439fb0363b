"""``grader check``."""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.backends import ORDER
from grader.cli import green
from grader.cli.common import (
    closed,
    confinement,
    console,
    course_options,
    is_there,
    leads_nowhere,
    open_course,
    step_summary,
    the_exercise,
)
from grader.report.formats import formats

if TYPE_CHECKING:
    from grader.errors import UsageError


@click.command()
@click.argument("ids", nargs=-1, metavar="[ch05/ex02 | ch05]…")
@click.option("--all", "everything", is_flag=True, help="Every exercise in your workspace.")
@click.option("--json", "as_json", is_flag=True, help="The result document; the same as --format json.")
@click.option("--format", "format", type=click.Choice(list(formats("learner"))), help="A report for a machine, on standard output.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to a file.")
@click.option("--seed", type=int, help="Of the random data; the default is the same for everyone.")
@click.option("--backend", type=click.Choice(ORDER), help="Only this Milvus.")
@click.option("--uri", help="A server you already have (backend remote); it is given a database of its own.")
@click.option("--token", help="user:password for --uri.")
@click.option("--sandbox", is_flag=False, flag_value="best", metavar="[namespaces|docker]", help="Confine the code as other people's; the best sandbox here, or the one that is named.")
@click.option("--trust", is_flag=True, help="Run without a sandbox where one is asked for; recorded in the result.")
@click.option("--debug", is_flag=True, help="Give your code the terminal and no deadlines, so that breakpoint() works. Not recorded.")
@click.option("--strict", is_flag=True, help="Exit 1 unless everything passed.")
@click.option("--require-backends", is_flag=True, help="An exercise that nothing here serves is an error.")
@click.option("--launcher", type=click.Choice(["fork", "spawn"]), hidden=True)
@course_options
def command(
    ids: tuple[str, ...], everything: bool, as_json: bool, format: str | None, output: Path | None, seed: int | None,
    backend: str | None, uri: str | None, token: str | None, sandbox: str | None, trust: bool, debug: bool, strict: bool,
    require_backends: bool, launcher: str | None, course_dir: Path | None, work: Path | None,
) -> int:  # fmt: skip
    """Grade exercises in your workspace.

    Without an id, the first exercise that is not passed yet. A failed check is not a failed command: the exit
    status is 0 unless --strict is given.
    """
    from grader.classroom import leftovers
    from grader.errors import UsageError
    from grader.grading.supply import Supply

    if sandbox not in (None, "best", "namespaces", "docker"):
        ids, sandbox = (str(sandbox), *ids), "best"  # `--sandbox ch05/ex02`: an id that stands where a name could
    if sandbox and debug:
        raise UsageError("--debug gives the code your terminal", "--sandbox, which gives it nothing", "leave one of them out")
    confined = _confinement(sandbox, trust=trust)
    if uri and backend not in (None, "remote"):
        raise UsageError("--uri goes with the backend remote", f"--backend {backend}", "leave --backend out")
    if backend == "remote" and not uri:
        raise UsageError("The backend remote needs an address", "no --uri", "add --uri http://host:19530")
    remote = (uri, token or "") if uri else None
    # Before anything is read: the parent's imports are most of the time, and they need nothing of the course.
    with Supply(launcher=launcher, only="remote" if remote else backend, remote=remote) as supply:
        if not debug:
            supply.launcher()
        course, desk = open_course(course_dir, work)
        if not ids and not everything and confined != "none":
            raise UsageError("Other people's work is graded by name: which exercise comes next is for their workspace to say", "no id", "--all, or name some")
        if everything or not ids:
            chosen = [e for e in course.exercises if is_there(e.work_path(desk))] if everything else [the_exercise(course, desk, None)]
        else:
            chosen = course.select(ids)
        if not chosen:
            raise UsageError(f"Something to grade in the workspace {desk}", "nothing", "`grader next`")
        if debug and len(chosen) != 1:
            raise UsageError("--debug takes one exercise", f"{len(chosen)} of them", f"grader check {chosen[0].id} --debug")
        results, unread = _grade(course, desk, chosen, supply, seed, confined, debug)
    if not results:
        raise unread[0]
    format = "json" if as_json else format
    _print(results, format, output)
    if seed is None and confined == "none":
        _remember(desk, results)
        if format is None and output is None and len(results) == 1 and green.passed(results[0]):
            from grader.course.after import after_on

            green.show(after_on(course, desk, chosen[0]), chosen[0], console())
    leftovers.sweep(Path(tempfile.gettempdir()))
    if unread:
        for error in unread[:-1]:
            click.echo(f"{error}", err=True)
        raise unread[-1]
    return _status(results, strict=strict, require_backends=require_backends)


def _confinement(sandbox: str | None, *, trust: bool) -> str:
    """One's own work needs no sandbox; under CI the code may be somebody else's."""
    if trust or sandbox or os.environ.get("CI", "").lower() in ("1", "true"):
        return confinement(None if sandbox == "best" and not trust else sandbox, trust=trust)
    return "none"


def _grade(
    course: Any, desk: Path, chosen: list[Any], supply: Any, seed: int | None, confinement: str, debug: bool
) -> tuple[list[dict[str, Any]], list[UsageError]]:
    """The results, and what is to be said of exercises whose file could not be read: one such file costs no other its grade."""
    from grader.cli.waiting import Waiting
    from grader.course.proved import read_proved
    from grader.errors import WorkUnreadable
    from grader.grading.grade import PUBLIC_SEED, Grader, Request

    grader = Grader(course, supply)
    proved = read_proved(course)

    def one(exercise: Any) -> dict[str, Any] | UsageError:
        waiting.begins(exercise)
        request = Request(
            exercise, exercise.work_path(desk), seed=PUBLIC_SEED if seed is None else seed, debug=debug,
            confinement=confinement, proved=None if debug else proved, within=desk, say=lambda words: waiting.says(exercise, words),
        )  # fmt: skip
        try:
            leads_nowhere(request.work)
            return grader.check(request, lambda outcome: waiting.hears(exercise, outcome))
        except WorkUnreadable as error:
            return error
        except PermissionError as error:
            if (mine := closed(error)) is None:
                raise
            return mine
        finally:
            waiting.ends(exercise)

    with Waiting() as waiting, ThreadPoolExecutor(min(len(chosen), os.cpu_count() or 1, 4)) as pool:
        ended = list(pool.map(one, chosen))
    return [e for e in ended if isinstance(e, dict)], [e for e in ended if not isinstance(e, dict)]


def _remember(desk: Path, results: list[dict[str, Any]]) -> None:
    """Keep what was reached; a desk that is somebody else's keeps its own word, and is not asked for it either."""
    from grader.course import progress

    for result in results:
        progress.record(desk, result)


def _print(results: list[dict[str, Any]], format: str | None, output: Path | None) -> None:
    from grader.report import render
    from grader.results import write_atomically

    if format is None and output is None:
        from grader.report import terminal

        terminal.show(results, console(), details=len(results) <= 12)
        for result in results:
            if result["debug"]:
                click.echo("A --debug run: not recorded, and no report takes it.", err=True)
        return
    from grader.errors import UsageError

    if any(r["debug"] for r in results):
        raise UsageError("A report takes results that can be trusted", "a --debug result", "run it again without --debug")
    text = render(format or "json", results)
    if format == "github":
        from grader.report.github import summary

        step_summary(summary(results))
    if output is None:
        click.echo(text, nl=False)
    else:
        write_atomically(output, text)


def _status(results: list[dict[str, Any]], *, strict: bool, require_backends: bool) -> int:
    statuses = {r["status"] for r in results}
    if "error" in statuses or (require_backends and "unavailable" in statuses):
        return 3
    return 1 if strict and statuses - {"passed"} else 0

"""How fast a class is graded, against plain pytest and the peers: ``python benchmarks/bulk.py [--write]``.

100 hand-ins of one exercise: five checks, two of them against Milvus Lite; 80 right, 10 wrong, 10 hostile. A round is this
grader on all of them and plain pytest on a part of them, in turn, so that a busy machine slows both; the parts of
all rounds are the whole class. Nothing here is a test. With ``--peers ENV/bin`` the other graders take part: see
``peers.py`` for how to make that environment.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import classroom
from classroom import FULL, Handed
from contenders import AT_ONCE, ENV, Bulk, Contender, Plain, Run

RESULTS = classroom.ROOT / "benchmarks" / "RESULTS.md"
PEER_SAMPLE = 20
SANDBOXED = Bulk("`grader bulk`, namespaces", "--sandbox", "namespaces")
TRUSTED = Bulk("`grader bulk --trust`", "--trust")
DOCKER = Bulk("`grader bulk`, Docker", "--sandbox", "docker")


DISTURBED: list[float] = []
"""For each run, the share of the machine's processors that others took meanwhile.

What is killed with its namespace is counted for nobody, so that a part of the sandbox's own work is in it.
"""


def busy() -> float:
    """Seconds of processor time that the machine has spent on anything."""
    with Path("/proc/stat").open() as stat:
        ticks = [int(t) for t in stat.readline().split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


def when_quiet(seconds: float = 120.0) -> None:
    """Wait until others leave the machine alone, so long at most."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        before = busy()
        time.sleep(2)
        if busy() - before < 0.15 * 2 * AT_ONCE:
            return


def fresh(contender: Contender, handins: list[Handed]) -> Run:
    folder = Path(tempfile.mkdtemp(prefix="race-"))
    when_quiet()
    start, spent = time.perf_counter(), busy()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        run = contender.grade(handins, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    run.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    DISTURBED.append(max(0.0, busy() - spent - run.cpu) / (time.perf_counter() - start) / AT_ONCE)
    print(
        f"  {contender.name}: {len(handins)} in {run.seconds:.1f} s, {judged(run, handins)}, {DISTURBED[-1]:.0%} of the machine taken by others",
        flush=True,
    )
    return run


def judged(run: Run, handins: list[Handed]) -> str:
    """How many verdicts are as they should be, and how many hostile ones were given full marks."""
    fair = sum((run.points.get(h.id) == FULL) == (h.kind == "right") for h in handins)
    forged = sum(run.points.get(h.id) == FULL for h in handins if h.kind == "hostile")
    return f"{fair} of {len(handins)} fair" + (f", {forged} hostile with full marks" if forged else "")


def race(handins: list[Handed], rounds: int) -> str:
    """The table of this grader against plain pytest, on these hand-ins."""
    ours: dict[str, list[float]] = {SANDBOXED.name: [], TRUSTED.name: []}
    plain: list[float] = []
    cpu = {SANDBOXED.name: 0.0, TRUSTED.name: 0.0, Plain.name: 0.0}
    said: dict[str, str] = {}
    points: dict[str, float | None] = {}
    for n in range(rounds):
        part = [h for i, h in enumerate(handins) if i // 10 % rounds == n]
        for contender in (SANDBOXED, TRUSTED):
            run = fresh(contender, handins)
            ours[contender.name].append(run.seconds)
            cpu[contender.name] += run.cpu / len(handins) / rounds
            said[contender.name] = judged(run, handins)
        run = fresh(Plain(), part)
        plain.append(run.seconds / len(part))
        cpu[Plain.name] += run.cpu / len(handins)
        points |= run.points
    each = sum(plain) / len(plain)
    rows = []
    for name, seconds in ours.items():
        per = [s / len(handins) for s in seconds]
        mean = sum(per) / len(per)
        rows.append(
            f"| {name} | {len(handins)}, {rounds} times | **{60 / mean:.0f}** | {60 / max(per):.0f}–{60 / min(per):.0f} "
            f"| **{each / mean:.1f}** | {cpu[name]:.2f} | {said[name]} |"
        )
    rows.append(
        f"| {Plain.name} | {len(handins)}, in {rounds} parts | {60 / each:.0f} | {60 / max(plain):.0f}–{60 / min(plain):.0f} "
        f"| 1 | {cpu[Plain.name]:.2f} | {judged(Run(0, points), handins)} |"
    )
    return HEAD + "\n".join(rows)


HEAD = "| grader | hand-ins | a minute | range | times plain pytest | CPU s each | verdicts |\n|---|---|---|---|---|---|---|\n"


def bulk_part(options: argparse.Namespace) -> str:
    handins = classroom.the_class()
    everyone = race(handins, options.rounds)
    tame = race([h for h in handins if h.kind != "hostile"], options.rounds)
    heavy = race([replace(h, text=f"{classroom.row_by_row()}\n# {h.id}\n", kind="right") for h in handins[:40]], 1)
    waiting = [replace(h, text=classroom.WAITS) if h.id == "s009" else h for h in handins]
    seconds = fresh(SANDBOXED, waiting).seconds
    return (
        f"The whole class:\n\n{everyone}\n\nThe same class without its hostile tenth:\n\n{tame}\n\n"
        f"40 that insert each row by itself, 1,000 calls to Milvus, so that the work itself weighs more:\n\n{heavy}\n\n"
        f"With one of the hostile ten waiting for ever, the class takes {seconds:.0f} s: each of its two calls is waited for "
        "15 s, and all of it is done once more, alone, before it counts against the learner."
    )


def peers_part(options: argparse.Namespace) -> str:
    import peers

    if options.peers is None:
        return "Not run: no `--peers`. " + " ".join((peers.__doc__ or "").split())
    handins = classroom.the_class()[:PEER_SAMPLE]
    contenders: list[Contender] = [
        peers.Otter(options.peers),
        peers.Mograder(options.peers),
        peers.Nbgrader(options.peers),
    ]
    rows = []
    for contender in contenders:
        plain = fresh(Plain(), handins).seconds
        try:
            run = fresh(contender, handins)
        except (OSError, RuntimeError) as error:
            rows.append(f"| {contender.name} | not run: {' '.join(str(error).split())[-200:]} | | | |")
            continue
        plain = (plain + fresh(Plain(), handins).seconds) / 2
        rows.append(
            f"| {contender.name} | {len(handins)} | {len(handins) / run.seconds * 60:.0f} | {plain / run.seconds:.2f} "
            f"| {judged(run, handins)} |"
        )
    return "| peer | hand-ins | a minute | times plain pytest | verdicts |\n|---|---|---|---|---|\n" + "\n".join(rows)


def memory_part(options: argparse.Namespace) -> str:
    from gauges import peak_memory

    rows, peaks = [], {}
    handins = [h for h in classroom.the_class() if h.kind == "right"]
    for slots in (1, AT_ONCE, 2 * AT_ONCE):
        folder = Path(tempfile.mkdtemp(prefix="race-"))
        try:
            shutil.copytree(classroom.MINI, folder / "course")
            export = classroom.write(handins, folder / "export")
            argv = SANDBOXED.argv(export, folder / "course", folder / "run", "-j", str(slots))
            watched = peak_memory(argv, folder, ENV)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        print(f"  memory, {slots} slots: {watched.peak:.0f} MB", flush=True)
        peaks[slots], parts = watched.peak, watched.parts
        rows.append(
            f"| {slots} | {watched.peak:.0f} | **{watched.peak / slots:.0f}** | {parts['private'] / slots:.0f} "
            f"| {parts['command']:.0f} | {parts['parent']:.0f} | {watched.samples} |"
        )
    few, many = min(peaks), max(peaks)
    each = (peaks[many] - peaks[few]) / (many - few)
    return (
        MEMORY
        + "\n".join(rows)
        + f"\n\nSo a class takes about {peaks[few] - each * few:.0f} MiB once and {each:.0f} MiB for each slot."
    )


MEMORY = """Peak of the proportional set size of `grader bulk` and all that it started, namespaces, right hand-ins, in MiB. *Private* are
the pages of a slot's processes that nothing else shares:

| slots | all together | all together a slot | private, a slot | the command | the forking parent's share | samples |
|---|---|---|---|---|---|---|
"""


def docker_part(options: argparse.Namespace) -> str:
    from grader.worker.sandbox import absent

    missing = absent("docker")
    if missing is not None:
        return f"Docker: not run, {missing.why}."
    handins = classroom.the_class()[:PEER_SAMPLE]
    plain = fresh(Plain(), handins).seconds
    run = fresh(DOCKER, handins)
    return (
        f"{DOCKER.name}: {len(handins)} hand-ins, {len(handins) / run.seconds * 60:.0f} a minute, {plain / run.seconds:.2f} times "
        f"plain pytest on the same ones; {judged(run, handins)}."
    )


def limits_part(options: argparse.Namespace) -> str:
    from gauges import dask_tasks_a_second, verdicts_a_second

    folder = Path(tempfile.mkdtemp(prefix="race-"))
    try:
        SANDBOXED.grade(classroom.the_class()[:2], folder)
        from grader.classroom.store import Store

        with Store(folder / "run" / "store.sqlite", readonly=True) as store:
            document = next(e.result for e in store.entries() if e.result)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return (
        "| what | a second |\n|---|---|\n"
        f"| tasks that do nothing through a Dask scheduler with 2 worker processes, all on this machine, 64 under way | {dask_tasks_a_second():.0f} |\n"
        f"| verdicts into the store, one commit each | {verdicts_a_second(document):.0f} |"
    )


def real_part(options: argparse.Namespace) -> str:
    from real import table

    return table(options.rounds)


PARTS: dict[str, tuple[str, Callable[[argparse.Namespace], str]]] = {
    "bulk": ("One exercise of five checks", bulk_part),
    "peers": ("The peers", peers_part),
    "docker": ("The other sandbox", docker_part),
    "memory": ("Memory", memory_part),
    "real": ("Three real exercises", real_part),
    "limits": ("What a larger run meets", limits_part),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="put the parts that were run into benchmarks/RESULTS.md")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", type=Path, help="the bin folder of an environment that has the peers")
    parser.add_argument("--only", choices=PARTS, action="append", help="these parts; default all")
    options = parser.parse_args()
    chosen = options.only or list(PARTS)
    for name in chosen:
        title, part = PARTS[name]
        print(f"{title} …", flush=True)
        DISTURBED.clear()
        wanted = " --peers ENV/bin" if name == "peers" else ""
        text = part(options)
        text += (
            f"\n\nMeasured on {AT_ONCE} cores, {platform.system()} {platform.machine()}, CPython "
            f"{platform.python_version()}: `python benchmarks/bulk.py --only {name}{wanted}`."
        )
        if DISTURBED:
            text += f" Others took {min(DISTURBED):.0%} to {max(DISTURBED):.0%} of the machine meanwhile; with a sandbox part of that is its own."
        print(text, flush=True)
        if options.write:
            put(name, title, text)


def put(name: str, title: str, text: str) -> None:
    """Replace one part of the results, or add it; the order is that of `PARTS`."""
    known = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else INTRODUCTION
    parts = {chunk.split(" -->", 1)[0]: chunk.split(" -->", 1)[1] for chunk in known.split("<!-- part: ")[1:]}
    parts[name] = f"\n## {title}\n\n{text}\n\n"
    body = "".join(f"<!-- part: {key} -->{parts[key]}" for key in PARTS if key in parts)
    RESULTS.write_text(INTRODUCTION + body.rstrip() + "\n", encoding="utf-8")


INTRODUCTION = """# How fast a class is graded

Written by `python benchmarks/bulk.py --write`, part by part. Seconds differ from machine to machine; the ratios are what is
promised. Each pair is measured in turn, on the same cores. The work of all parts but the real exercises is one
exercise of the miniature course with five checks, two of them against Milvus Lite. Times run from the command to its
end, so they hold the start, the imports, the trial of the sandbox and the writing of every verdict. A verdict is
fair where right work has full marks and no other work has them. Plain pytest has 10 s for a run, five times the
2 s that a call has here, and nothing else to protect it.

"""

if __name__ == "__main__":
    sys.exit(main())

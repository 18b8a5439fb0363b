"""How fast the grader is, as ratios to plain pytest in one run: ``python benchmarks/run.py [--write]``.

The work is one exercise of the miniature course: five checks, two of them against Milvus Lite. *Plain pytest* is
`tests/plain`: the same checks, with the solution imported into pytest's own process. Each pair is measured in turn,
so that a busy machine slows both; the ratio of the medians is what counts. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MINI = ROOT / "tests" / "minicourse"
ENV = {**os.environ, "OMP_NUM_THREADS": "1"}
ENV.pop("CI", None)


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def paired(first: Callable[[], object], second: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    """Both in turn, after one unmeasured round each."""
    first()
    second()
    a, b = [], []
    for _ in range(rounds):
        a.append(seconds(first))
        b.append(seconds(second))
    return a, b


def run(*argv: str, env: dict[str, str] | None = None, cwd: Path = ROOT) -> str:
    done = subprocess.run(
        argv, capture_output=True, text=True, env={**ENV, **(env or {})}, cwd=cwd, timeout=300, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(argv)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


class Setting:
    """A miniature course with a solved desk, and the same checks for plain pytest."""

    def __init__(self, folder: Path) -> None:
        self.course = folder / "course"
        shutil.copytree(MINI, self.course)
        self.work = self.course / "my" / "ch01" / "ex01_nearest.py"
        self.work.parent.mkdir(parents=True)
        shutil.copy(MINI / "solutions" / "ch01_mini" / "ex01_nearest.py", self.work)
        self.plain = folder / "plain"
        self.plain.mkdir()
        for source in (
            ROOT / "tests" / "plain" / "conftest.py",
            MINI / "exercises" / "ch01_mini" / "test_ex01_nearest.py",
        ):
            shutil.copy(source, self.plain)

    def plain_pytest(self) -> None:
        out = run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(self.plain),
                  env={"SUBMISSION": str(self.work), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}, cwd=self.plain)  # fmt: skip
        assert "5 passed" in out, out

    def check(self, *more: str) -> None:
        out = run(
            sys.executable,
            "-c",
            "from grader.cli import main; main()",
            "check",
            "ch01/ex01",
            "--json",
            *more,
            cwd=self.course,
        )
        assert json.loads(out)["status"] == "passed", out


def cold(setting: Setting, rounds: int) -> tuple[list[float], list[float]]:
    """`grader check`, from the shell's prompt to the prompt."""
    return paired(setting.check, setting.plain_pytest, rounds)


def warm(setting: Setting, rounds: int) -> tuple[list[float], list[float]]:
    """What `grader watch` does between seeing a save and showing the verdict, plus the 50 ms that it waits for silence."""
    from grader import course
    from grader.grading.grade import Grader, Request
    from grader.grading.supply import Supply

    loaded = course.load(setting.course)
    with Supply() as supply:
        grader = Grader(loaded, supply)

        def once() -> None:
            setting.work.write_text(setting.work.read_text() + "#\n")
            time.sleep(0.05)
            result = grader.check(Request(loaded.exercise("ch01/ex01"), setting.work))
            assert result["status"] == "passed", result

        return paired(once, setting.plain_pytest, rounds)


def helping(rounds: int) -> tuple[list[float], list[float]]:
    """`grader --help` against importing click."""
    return paired(
        lambda: run(str(Path(sys.executable).with_name("grader")), "--help"),
        lambda: run(sys.executable, "-c", "import click"),
        rounds,
    )


def batch(setting: Setting, count: int, slots: int) -> tuple[float, float]:
    """Seconds a submission, many of them in `slots` at once: one parent that forks, against pytest in a loop."""
    from concurrent.futures import ThreadPoolExecutor

    from grader import course
    from grader.grading.grade import Grader, Request
    from grader.grading.supply import Supply

    loaded = course.load(setting.course)
    with Supply() as supply, ThreadPoolExecutor(slots) as pool:
        grader = Grader(loaded, supply)
        request = Request(loaded.exercise("ch01/ex01"), setting.work)
        grader.check(request)
        ours = seconds(lambda: list(pool.map(lambda _: grader.check(request), range(count)))) / count
        plain = seconds(lambda: list(pool.map(lambda _: setting.plain_pytest(), range(max(4, count // 5))))) / max(
            4, count // 5
        )
    return ours, plain


def tap(rounds: int) -> list[tuple[str, float, float]]:
    """Milliseconds a call, through the tap and without it."""
    import numpy as np

    from grader.backends.lite import register_lite, without_index_wait
    from grader.checks.tap import Tap
    from grader.worker import launch
    from grader.worker.launch.fork import ForkLauncher

    launcher = ForkLauncher.start() if launch.default_name() == "fork" else launch.local()
    folder = Path(tempfile.mkdtemp(prefix="bt-"))
    try:
        lite = launcher.lite(folder / "data", f"unix:{folder}/s")
        lite.wait_ready()
        seen = Tap(f"unix:{folder}/t", f"unix:{folder}/s")
        from pymilvus import MilvusClient

        for address in (f"unix:{folder}/s", f"unix:{folder}/t"):
            register_lite(address)
        without_index_wait()
        direct, through = MilvusClient(f"unix:{folder}/s"), MilvusClient(f"unix:{folder}/t")
        rows = np.random.default_rng(0).normal(size=(2000, 32))
        direct.create_collection("t", dimension=32)
        direct.insert("t", [{"id": i, "vector": v.tolist()} for i, v in enumerate(rows)])
        query = [rows[3].tolist()]
        calls = {
            "list_collections": lambda c: c.list_collections(),
            "search": lambda c: c.search("t", query, limit=5),
            "upsert of 500 rows": lambda c: c.upsert("t", [{"id": i, "vector": rows[i].tolist()} for i in range(500)]),
        }
        table = []
        for name, call in calls.items():
            a, b = paired(lambda c=call: c(through), lambda c=call: c(direct), rounds)  # type: ignore[misc]  # lambdas with a bound default
            table.append((name, statistics.median(a) * 1000, statistics.median(b) * 1000))
        seen.close()
        return table
    finally:
        launcher.close()
        shutil.rmtree(folder, ignore_errors=True)


def line(name: str, ours: list[float], theirs: list[float], goal: str) -> str:
    a, b = statistics.median(ours), statistics.median(theirs)
    return f"| {name} | {a:.3f} | {min(ours):.3f}–{max(ours):.3f} | {b:.3f} | **{a / b:.2f}** | {goal} |"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="write benchmarks/README.md")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bench "))
    try:
        setting = Setting(folder)
        rows = [
            line("`grader check`, cold, against plain pytest", *cold(setting, options.rounds), "at most 0.6"),
            line(
                "`grader watch`, save to verdict, against cold plain pytest",
                *warm(setting, options.rounds),
                "at most 0.1",
            ),
            line("`grader --help` against `python -c 'import click'`", *helping(options.rounds), "at most 2"),
        ]
        ours, plain = batch(setting, 40, os.cpu_count() or 2)
        taps = tap(60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = TEMPLATE.format(
        machine=f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the end",
        rounds=options.rounds, rows="\n".join(rows), ours=ours, plain=plain, factor=plain / ours,
        per_minute=60 / ours, plain_minute=60 / plain, slots=os.cpu_count() or 2,
        taps="\n".join(f"| {n} | {a:.2f} | {b:.2f} | {a - b:+.2f} |" for n, a, b in taps),
    )  # fmt: skip
    print(text)
    if options.write:
        (ROOT / "benchmarks" / "README.md").write_text(text, encoding="utf-8")


TEMPLATE = """# How fast the grader is

Written by `python benchmarks/run.py --write`: {machine}. Medians of {rounds} rounds, each pair measured in turn. Seconds
differ from machine to machine; the ratios are what is promised.

| what | s | range | the other, s | ratio | goal |
|---|---|---|---|---|---|
{rows}

Many submissions, {slots} at once, without a sandbox (`RESULTS.md` has it, and the peers): **{per_minute:.0f}** a minute against
{plain_minute:.0f} with plain pytest in a loop, **{factor:.1f}** times as many ({ours:.3f} s against {plain:.3f} s each).

What the tap costs, in milliseconds a call on Milvus Lite (median of 60):

| call | through the tap | direct | difference |
|---|---|---|---|
{taps}
"""


if __name__ == "__main__":
    main()

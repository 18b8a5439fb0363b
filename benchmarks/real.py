"""The class run on three exercises of the course itself, against plain pytest on those of their checks that it can run.

Plain pytest has no tap, so a check that asks what was said to Milvus is left out there: it does less, and is timed on it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import classroom
from contenders import AT_ONCE, Bulk, command

EXERCISES = ("ch01/ex01", "ch01/ex05", "ch05/ex05")
COUNT = 60
PLAIN = 15
SUPPORT = """

@pytest.fixture
def support(request):
    spec = importlib.util.spec_from_file_location("support", request.path.with_name("support.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pytest_collection_modifyitems(items):
    items[:] = [item for item in items if "milvus" not in item.fixturenames]
"""


def table(rounds: int) -> str:
    from grader import course

    loaded = course.load(classroom.ROOT)
    rows = []
    for name in EXERCISES:
        exercise = loaded.exercise(name)
        ours, plain, left_out = [], [], 0
        for _ in range(rounds):
            ours.append(_ours(exercise) / COUNT)
            seconds, left_out = _plain(exercise)
            plain.append(seconds / PLAIN)
        a, b = sum(ours) / rounds, sum(plain) / rounds
        print(f"  {name}: {a:.3f} s against {b:.3f} s", flush=True)
        rows.append(
            f"| {name} | {60 / a:.0f} | {60 / max(ours):.0f}–{60 / min(ours):.0f} | {60 / b:.0f} | **{b / a:.1f}** | {left_out} |"
        )
    return (
        f"{COUNT} right hand-ins of each, namespaces, against {PLAIN} with plain pytest in a loop, {rounds} times in turn:\n\n"
        "| exercise | `grader bulk`, a minute | range | plain pytest, a minute | ratio | checks that plain pytest cannot run |\n"
        "|---|---|---|---|---|---|\n" + "\n".join(rows)
    )  # fmt: skip


def _solutions(exercise: object, count: int, folder: Path) -> list[Path]:
    from grader.course.starter import without_marks

    source = exercise.solution_path  # type: ignore[attr-defined]
    text = without_marks(source.read_text(), source)
    chapter = exercise.id.split("/")[0]  # type: ignore[attr-defined]
    found = []
    for n in range(count):
        target = folder / f"s{n:03}" / chapter / source.name
        target.parent.mkdir(parents=True)
        target.write_text(f"{text}\n# {n}\n")
        found.append(target)
    return found


def _ours(exercise: object) -> float:
    folder = Path(tempfile.mkdtemp(prefix="race-"))
    try:
        _solutions(exercise, COUNT, folder / "export")
        bulk = Bulk("", "--sandbox", "namespaces", "--exercise", exercise.id)  # type: ignore[attr-defined]
        start = time.perf_counter()
        status, said = command(bulk.argv(folder / "export", classroom.ROOT, folder / "run"), limit=900, cwd=folder)
        seconds = time.perf_counter() - start
        if status != 0 or f"full marks {COUNT}" not in said:
            raise SystemExit(said[-2000:])
        return seconds
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _plain(exercise: object) -> tuple[float, int]:
    folder = Path(tempfile.mkdtemp(prefix="race-"))
    try:
        works = _solutions(exercise, PLAIN, folder / "export")
        test = exercise.test_path  # type: ignore[attr-defined]
        shutil.copy(test, folder)
        if (helper := test.with_name("support.py")).exists():
            shutil.copy(helper, folder)
        conftest = classroom.ROOT / "tests" / "plain" / "conftest.py"
        (folder / "conftest.py").write_text(conftest.read_text() + SUPPORT)
        (folder / "pytest.ini").write_text("[pytest]\n")
        argv = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test.name]
        env = {
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTHONPATH": str(classroom.ROOT),
            "GRADER_COURSE": str(classroom.ROOT),
        }

        def one(work: Path) -> str:
            status, said = command(argv, limit=60, cwd=folder, env={**env, "SUBMISSION": str(work)})
            if status != 0:
                raise SystemExit(said[-2000:])
            return said

        start = time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            said = list(pool.map(one, works))
        seconds = time.perf_counter() - start
        ran = int(said[0].split(" passed")[0].split()[-1])
        return seconds, test.read_text().count("@check(") - ran
    finally:
        shutil.rmtree(folder, ignore_errors=True)

"""Golden submissions: each names the layer that it tests, and comes out otherwise when that layer is off.

The same on both launchers. `expected.toml` beside each file says what must come out.
"""

import os
import re
import signal
import subprocess
import sys
import threading
import time
import tomllib
from pathlib import Path

import pytest

from grader import course as courses
from grader.checks.session import LAYERS_OFF
from grader.grading.grade import Grader, Request
from grader.grading.supply import Supply

HERE = Path(__file__).resolve().parents[1]
CASES = sorted(p.name for p in (HERE / "submissions").iterdir() if p.is_dir())


@pytest.fixture(scope="module", autouse=True)
def _layers_may_be_switched_off():
    """For this module alone, and before anything is started that inherits it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LAYERS_OFF, "1")
        yield


@pytest.fixture(scope="module", params=["fork", pytest.param("spawn", marks=pytest.mark.soak)])
def grader(request):
    if request.param == "fork" and sys.platform != "linux":
        pytest.skip("fork is for Linux; spawn runs here")
    course = courses.load(HERE / "minicourse")
    with Supply(launcher=request.param) as supply:
        yield Grader(course, supply)


def read(case):
    folder = HERE / "submissions" / case
    expected = tomllib.loads((folder / "expected.toml").read_text())
    work = next(p for p in folder.iterdir() if p.name.startswith("ex0"))
    return expected, work


def grade(grader, case, off=frozenset()):
    expected, work = read(case)
    stop = threading.Event()
    if expected.get("kill_milvus"):
        killer = threading.Thread(target=kill_one_lite, args=(stop, lites()), daemon=True)
        killer.start()
    try:
        return grader.check(Request(grader.course.exercise(expected["exercise"]), work, off=off, patience=expected.get("patience", 1.0)))
    finally:
        stop.set()


def kill_one_lite(stop, leaving):
    """SIGKILL the first Milvus Lite that gets a data folder, once, from outside; not one that an earlier case is ending."""
    while not stop.is_set():
        for pid in lites() - leaving:
            time.sleep(0.5)
            os.kill(pid, signal.SIGKILL)
            return
        time.sleep(0.02)


def lites():
    """The processes below this one that hold a Lite data folder."""
    return {int(e.name) for e in Path("/proc").iterdir() if e.name.isdigit() and is_lite_below(int(e.name), os.getpid())}


def is_lite_below(pid, ancestor):
    """A process of ours that holds the lock of a Lite data folder."""
    try:
        if not any("/data/" in os.readlink(f) and "/gr-" in os.readlink(f) for f in Path(f"/proc/{pid}/fd").iterdir()):
            return False
        while pid > 1 and pid != ancestor:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return False
    return pid == ancestor


def assert_matches(result, expected, *, partial=False):
    told = {k: v for k, v in result.items() if k != "checks"}, [(c["name"], c["status"], c["message"][:300]) for c in result["checks"]]
    checks = {c["name"]: c for c in result["checks"]}
    if "status" in expected:
        assert result["status"] == expected["status"], told
    if "points" in expected:
        assert result["points"] == expected["points"], told
    if "note" in expected:
        assert expected["note"] in result["note"], told
    for name, status in expected.get("checks", {}).items():
        assert checks[name]["status"] == status, told
    for field in ("output", "traceback"):
        for name, pattern in expected.get(field, {}).items():
            assert re.search(pattern, checks[name][field]), (name, checks[name][field][:300])
    for name, pattern in expected.get("says", {}).items():
        assert re.search(pattern, checks[name]["message"]), (name, checks[name]["message"])
    for name, id in expected.get("misconceptions", {}).items():
        assert checks[name]["misconception"] == id
    for name, count in expected.get("output_cut", {}).items():
        assert checks[name]["output_cut"] == count


@pytest.mark.parametrize("case", CASES)
def test_golden(grader, case):
    """A golden submission gives its golden result."""
    expected, _ = read(case)
    assert_matches(grade(grader, case), expected)


@pytest.mark.parametrize("case", [c for c in CASES if "off" in read(c)[0]])
def test_layer_is_needed(grader, case):
    """With its layer switched off, the golden result is another one."""
    expected, _ = read(case)
    result = grade(grader, case, off=frozenset({expected["off"]}))
    assert_matches(result, expected["without"])
    with pytest.raises(AssertionError):
        assert_matches(result, expected)


@pytest.mark.parametrize("case", [c for c in CASES if "fools_plain_pytest" in read(c)[0]])
def test_plain_pytest_is_fooled(case, tmp_path):
    """Why a submission has a process of its own: plain pytest, which shares its own with it, sees nothing wrong."""
    expected, work = read(case)
    exercise = courses.load(HERE / "minicourse").exercise(expected["exercise"])
    for source in (HERE / "plain" / "conftest.py", exercise.test_path):
        (tmp_path / source.name).write_text(source.read_text())
    wanted = ["-k", expected["fools_plain_pytest"]]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *wanted, str(tmp_path)],
        env={**os.environ, "SUBMISSION": str(work), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-2000:]

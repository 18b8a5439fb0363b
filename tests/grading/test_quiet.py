"""A grading that is confirmed alone lets its neighbours on once it only waits, and not before."""

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from grader import course as courses
from grader.grading import quiet
from grader.grading.grade import Grader, Request
from grader.grading.supply import Supply
from tests.beforehand import ON_ONE_CORE, beforehand
from tests.conftest import MINICOURSE
from tests.waiting import until

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="other systems do not tell how long a thread stood in the queue"
)
PARENT = """
import subprocess, sys
children = [subprocess.Popen([sys.executable, "-c", code]) for code in sys.argv[1:]]
print("started", flush=True)
[child.wait() for child in children]
"""
SLEEPS = "import time; time.sleep(60)"
WORKS = "while True: pass"


@pytest.fixture
def tree():
    """Starts a parent with children that do what is given; returns the parent's process id.

    In this session: a session of its own would have its own share of a processor, whatever its niceness.
    """
    started = []

    def start(*codes, only_on=None):
        first = "" if only_on is None else ON_ONE_CORE.format(core=only_on)
        argv = beforehand(first, sys.executable, "-c", PARENT, *codes)
        process = subprocess.Popen(argv, stdout=subprocess.PIPE, process_group=0)
        started.append(process)
        process.stdout.readline()
        return process.pid

    yield start
    for process in started:
        os.killpg(process.pid, 9)
        process.wait()


def called(pid, seconds):
    """Whether the watch calls back within so long."""
    told = threading.Event()
    watch = quiet.Watch(pid, told.set)
    watch.start()
    found = told.wait(seconds)
    watch.end()
    return found


@pytest.mark.alone
def test_children_that_sleep_are_quiet(tree):
    """Interpreters that start take a processor; once they sleep they are told quiet."""
    assert called(tree(SLEEPS, SLEEPS), 30)


def test_one_that_works_among_sleepers_is_not(tree):
    """One busy process is enough."""
    assert not called(tree(SLEEPS, WORKS), 3 * quiet.SECONDS)


@pytest.mark.alone
def test_one_that_is_kept_from_working_is_not(tree):
    """A process that hardly runs, since others take its processor, waits for it and is no sleeper."""
    core = min(os.sched_getaffinity(0))
    tree(WORKS, only_on=core)
    starved = tree(f"import os; os.nice(19)\n{WORKS}", only_on=core)
    assert not called(starved, 3 * quiet.SECONDS)


def test_what_comes_and_goes_is_not_quiet():
    """Processes that live too briefly to be measured still show by their numbers."""
    assert not quiet.still({1: 0, 2: 0}, {1: 0, 3: 0}, 3.0)
    assert quiet.still({1: 0, 2: 0}, {1: 1000, 2: 0}, 3.0)


def test_a_kernel_that_does_not_tell_is_never_quiet():
    """Nothing known is not the same as nothing wanted."""
    assert not quiet.still(None, None, 3.0)
    assert not quiet.still({}, {}, 3.0)


@pytest.mark.alone
def test_neighbours_go_on_while_a_confirmed_one_sleeps(tmp_path):
    """A hand-in that waits for ever is graded to its end beside others, and its failure stands."""
    course = tmp_path / "course"
    shutil.copytree(MINICOURSE, course)
    asleep = tmp_path / "ex01_nearest.py"
    asleep.write_text("import time\n\n\ndef nearest(rows, query, k):\n    time.sleep(3600)\n")
    right = Path(MINICOURSE) / "solutions" / "ch01_mini" / "ex01_nearest.py"
    loaded = courses.load(course)
    exercise = loaded.exercise("ch01/ex01")
    results = {}
    with Supply() as supply:
        grader = Grader(loaded, supply)

        def grade_sleeper():
            results["asleep"] = grader.check(Request(exercise, asleep, patience=0.5))
            results["ended"] = time.monotonic()

        slow = threading.Thread(target=grade_sleeper)
        slow.start()
        until(lambda: grader.exclusive, 120)
        assert grader.check(Request(exercise, right))["status"] == "passed"
        neighbour_ended = time.monotonic()
        slow.join(120)
    assert neighbour_ended < results["ended"]
    statuses = {c["name"]: c["status"] for c in results["asleep"]["checks"]}
    assert statuses["test_by_hand"] == "failed"
    assert results["asleep"]["note"].startswith("ran once more, alone")

"""Which tests a run holds, which worker gets them, and what they may run beside.

`--fast` is what a stranger's `make test` runs: everything that needs neither a server, a container engine nor a browser
and is not long, and a small sample of the rest. Without it everything runs.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import tempfile
from collections import Counter
from pathlib import Path

import pytest

COSTLY = ("server", "docker", "browser", "soak")
"""Markers of what `--fast` leaves out, unless a test is also a `sample`."""
BY_FIXTURE = {"chromium": "browser"}
"""Who asks for these needs what the marker names."""
_ALONE = r"tests/(?:authoring/test_course_is_proved|backends/test_cluster|lesson/test_cluster|grading/test_quiet)\.py"
GROUPS = (
    (r"tests/lesson/test_lessons\.py::test_a_lesson_runs_and_leaves_nothing\[(?:ch\d*[02468]|app[BD])\]", "every second lesson"),
    (r"tests/site/|tests/lesson/test_lessons\.py", "site"),
    (r"tests/classroom/test_class_of_200\.py", "class of 200"),
    (r"tests/grading/test_hostile\.py.*\[.*docker", "engine"),
    (r"tests/worker/test_sandbox\.py.*\[docker|tests/backends/test_docker\.py|tests/grading/test_docker_grading\.py", "engine"),
    (r"tests/worker/test_sandbox\.py::test_a_container_ends", "engine"),
    (rf"(?!{_ALONE})([^:]*)", r"\1"),
    (_ALONE, "alone"),
)  # fmt: skip
"""Which group a test belongs to: the first pattern that fits. What shares an engine, a built site or a module's fixture stays on
one worker; the order is the order in which groups are handed out, the longest first, so that no long one is left for the end. A
lesson waits for Milvus half of its time, so two workers run them; whoever comes to one that runs just now waits for its copy. At
the end come those that have no other test beside them: between the others each would wait for a lesson of a minute, and everybody for it."""
LOCKS = tuple(
    Path(tempfile.gettempdir()) / f"course-tests-{hashlib.sha256(__file__.encode()).hexdigest()[:12]}.{name}" for name in ("gate", "turns")
)  # fmt: skip
_current: frozenset[str] = frozenset()


def options(parser):
    parser.addoption(
        "--fast", action="store_true",
        help="leave out what needs a server, a container engine or a browser, or is long, except for a sample",
    )  # fmt: skip


def sort_out(config, items):
    """Give every test its markers and put them in the order of the groups; with ``--fast`` take the costly ones out."""
    for item in items:
        for fixture, marker in BY_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marker)
    items.sort(key=lambda item: group(item.nodeid)[0])
    if config.getoption("--fast"):
        left = [item for item in items if costs(item) and not item.get_closest_marker("sample")]
        items[:] = [item for item in items if item not in set(left)]
        config.hook.pytest_deselected(items=left)
        config.stash[LEFT] = Counter(costs(item) for item in left)


LEFT = pytest.StashKey[Counter]()


def costs(item):
    """The first costly marker of a test, or nothing."""
    return next((name for name in COSTLY if item.get_closest_marker(name)), "")


def group(nodeid):
    """The number of a test's group in the order of the groups, and its name."""
    for number, (pattern, name) in enumerate(GROUPS):
        if found := re.match(pattern, nodeid):
            return number, found.expand(name)
    raise AssertionError(nodeid)


def scheduler(config, log):
    """xdist hands out whole groups, in their order. (Its own `xdist_group` has no effect with pytest 9.2.)"""
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return group(nodeid)[1]

    return Groups(config, log)


def told(left):
    """What a fast run says at its end."""
    parts = ", ".join(f"{count} {WORDS[name]}" for name, count in left.items())
    return f"Left out: {sum(left.values())} tests ({parts}). `make test-all` runs them."


WORDS = {"server": "with a server", "docker": "with a container engine", "browser": "with a browser", "soak": "that are long"}


def uses(name):
    """The running test needs a server, an engine or a browser: it must say so by its marker, or a fast run would meet it."""
    if _current and name not in _current:
        pytest.fail(f"this test needs `@pytest.mark.{name}`", pytrace=False)


@contextlib.contextmanager
def turn(item):
    """One test's time: those marked `alone` have no other test of this run beside them.

    Everybody passes a gate, where one that wants to be alone stands until the others have finished, so it waits for at most
    one test of each worker.
    """
    global _current
    _current = frozenset(mark.name for mark in item.iter_markers())
    try:
        if "PYTEST_XDIST_WORKER" not in os.environ:
            yield
            return
        with LOCKS[0].open("w") as gate, LOCKS[1].open("w") as turns:
            fcntl.flock(gate, fcntl.LOCK_EX)
            fcntl.flock(turns, fcntl.LOCK_EX if "alone" in _current else fcntl.LOCK_SH)
            fcntl.flock(gate, fcntl.LOCK_UN)
            yield
    finally:
        _current = frozenset()


def forget_locks():
    """Remove what `turn` made, when a run has ended."""
    for lock in LOCKS:
        lock.unlink(missing_ok=True)

"""A trusted process that a value makes dear to run ends by itself: memory, and CPU time in one call of C."""

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of a process are Linux': nothing to do elsewhere")

COLLIDING = "[1 + i * (2**61 - 1) for i in range(120_000)]"
"""Different integers with one hash: a set of them takes minutes, in one call that no signal handler interrupts."""


def run(code):
    return subprocess.run([sys.executable, "-c", f"from grader.worker import own_limits\n{code}"], capture_output=True, text=True, timeout=120, check=False)


def test_a_set_that_never_gets_ready_ends_the_process():
    done = run(f"values = {COLLIDING}\nown_limits.begin(cpu=True)\nown_limits.may_use(1)\nprint('begins', flush=True)\nset(values)")
    assert done.stdout == "begins\n"
    assert done.returncode == -signal.SIGXCPU


def test_every_question_starts_the_clock_anew():
    """What was used before counts no more."""
    done = run(
        "import time\nown_limits.begin(cpu=True)\n"
        "for _ in range(4):\n    own_limits.may_use(1)\n    end = time.process_time() + .6\n    while time.process_time() < end: pass\nprint('done')"
    )
    assert (done.returncode, done.stdout) == (0, "done\n")


def test_too_much_memory_is_an_error_in_the_check():
    done = run("own_limits.begin(cpu=False)\ntry:\n    bytearray(2 << 30)\nexcept MemoryError:\n    print('refused')\nprint(len(bytearray(1 << 30)))")
    assert done.stdout.split() == ["refused", str(1 << 30)]


def test_what_it_starts_may_have_limits_of_its_own():
    """Only the soft limit is lowered."""
    done = run("import resource\nown_limits.begin(cpu=True)\nfor what in (resource.RLIMIT_CPU, resource.RLIMIT_DATA):\n    soft, hard = resource.getrlimit(what)\n    print(soft != hard)")
    assert done.stdout.split() == ["True", "True"]


def test_without_a_beginning_nothing_is_bounded():
    """A learner's own pytest is not ours to end."""
    done = run("import resource\nbefore = resource.getrlimit(resource.RLIMIT_CPU)\nown_limits.may_use(1)\nprint(resource.getrlimit(resource.RLIMIT_CPU) == before)")
    assert done.stdout == "True\n"

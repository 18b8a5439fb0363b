"""Lessons that open at one moment: marimo's compiling beside itself."""

import subprocess
import sys

import pytest

STRESS = """
import ast, gc, os, sys, threading, time
from marimo._ast import compiler
if sys.argv[1] == "patient":
    from grader.site.web import compiling
    compiling.install()
source = open(ast.__file__).read()[:12000].rsplit("\\n\\n\\n", 1)[0]
sys.setswitchinterval(1e-6)
gc.set_threshold(50, 2, 2)  # trees are made of objects, and a collection runs other code in their midst
end = time.monotonic() + float(sys.argv[2])

class Garbage:
    def __del__(self):
        for _ in range(20):
            pass

def make(tree):
    while time.monotonic() < end:
        litter_once = Garbage()
        litter_once.self = litter_once
        try:
            tree(source)
        except SystemError as error:
            print(error, flush=True)
            os._exit(0)  # at once: the others are busy

threads = [threading.Thread(target=make, args=(tree,)) for tree in (ast.parse, compiler.module_compile)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("none lost")
"""


def _stress(how: str, seconds: float) -> str:
    done = subprocess.run(
        [sys.executable, "-c", STRESS, how, str(seconds)], capture_output=True, text=True, timeout=seconds + 60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="met on CPython 3.11 only")
def test_two_lessons_compile_at_one_moment():
    """The interpreter's fault is brought about without the mend first, as long as that takes; with it nothing is lost."""
    assert "recursion depth mismatch" in _stress("as it is", 40)
    assert _stress("patient", 4) == "none lost"

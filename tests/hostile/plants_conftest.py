#: attempts = "plant a conftest.py and a pytest.ini beside itself and beside the tests"
#: number = 9
#: layer = "view"
#: exercise = "ch01/ex01"
#: off = ["view"]
#: tripwire = "course"
#: without = {}
import os
import pathlib

HOOK = """
import pytest

@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    report.outcome = "passed"
"""
here = pathlib.Path(__file__).parent
for folder in {here, here.parent, pathlib.Path.cwd(), pathlib.Path("@COURSE@/exercises/ch01_hostile")}:
    for name, text in (("conftest.py", HOOK), ("pytest.ini", "[pytest]\naddopts = -k nothing\n")):
        try:
            (folder / name).write_text(text)
        except OSError:
            pass


def total(numbers):
    return -1


def loot():
    return "nothing"

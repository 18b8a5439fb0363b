"""``pytest exercises/…`` works too, and the submission still runs in a worker."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.conftest import MINICOURSE


@pytest.fixture
def course(tmp_path):
    target = tmp_path / "course"
    shutil.copytree(MINICOURSE, target)
    (target / "my" / "ch01").mkdir(parents=True)
    return target


def run(course, *arguments):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=course, env=environment, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_right_work_passes(course):
    for name in ("ex01_nearest.py", "ex02_types.py"):
        shutil.copy(course / "solutions" / "ch01_mini" / name, course / "my" / "ch01" / name)
    said = run(course, "exercises/ch01_mini/test_ex01_nearest.py", "exercises/ch01_mini/test_ex02_types.py")
    assert "11 passed" in said, said[-2000:]


def test_the_work_cannot_reach_the_tests(course):
    """It replaces pytest's own functions, and fails all the same: they are in another process."""
    work = (course / "solutions" / "ch01_mini" / "ex02_types.py").read_text().replace("return value", "return 7")
    (course / "my" / "ch01" / "ex02_types.py").write_text(
        "import grader.checks, pytest\npytest.fail = lambda *a, **k: None\ngrader.checks.same = lambda *a, **k: None\n" + work
    )
    said = run(course, "exercises/ch01_mini/test_ex02_types.py")
    assert re.search(r"1 failed, 5 passed", said), said[-2000:]


def test_without_work_it_is_not_started(course):
    said = run(course, "exercises/ch01_mini/test_ex02_types.py")
    assert "is not written yet" in said


def test_a_blocked_check_says_by_what(course):
    work = (course / "solutions" / "ch01_mini" / "ex01_nearest.py").read_text().replace("np.argsort(distances", "np.argsort(-distances")
    (course / "my" / "ch01" / "ex01_nearest.py").write_text(work)
    said = run(course, "exercises/ch01_mini/test_ex01_nearest.py", "-rs")
    assert "blocked by test_by_hand" in said


WITHOUT_SERVERS = """
import importlib.util, sys
import pytest
there = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name in ("milvus", "docker") else there(name, *more)
sys.exit(pytest.main(sys.argv[1:]))
"""


def test_without_a_server_its_checks_are_skipped_with_the_command(course):
    """Where neither the package `milvus` nor `docker` is installed; the other exercises of the chapter run."""
    manifest = course / "exercises" / "ch01_mini" / "chapter.toml"
    manifest.write_text(manifest.read_text().replace('needs = ["search", "fresh_reads"]', 'needs = ["segments"]', 1))
    shutil.copy(course / "solutions" / "ch01_mini" / "ex02_types.py", course / "my" / "ch01" / "ex02_types.py")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SERVERS, "-q", "-rs", "-p", "no:cacheprovider", "exercises/ch01_mini/test_ex01_nearest.py", "exercises/ch01_mini/test_ex02_types.py"],
        cwd=course, capture_output=True, text=True, timeout=180, check=False, env={**os.environ, "COLUMNS": "1000"},
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert "INTERNALERROR" not in said, said[-3000:]
    assert "6 passed, 5 skipped" in said, said[-3000:]
    assert "server: the package milvus is not installed" in said
    assert "Next: `pip install milvus==" in said


def test_other_tests_are_left_alone(tmp_path):
    (tmp_path / "test_x.py").write_text("def test_x():\n    assert 1 + 1 == 2\n")
    assert "1 passed" in run(tmp_path, "test_x.py")

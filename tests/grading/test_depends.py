"""What a grade depends on: found by following imports, so that nobody has to remember a list."""

import shutil
import subprocess
import sys

import pytest

from grader.grading import depends
from tests.conftest import ROOT

ABOVE = {"authoring", "classroom", "report", "lesson", "site", "cli"}


@pytest.fixture
def package(tmp_path):
    target = tmp_path / "grader"
    shutil.copytree(ROOT / "grader", target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def test_each_file_that_grades_moves_the_digest(package):
    """Every file of the grading rooms, one after the other, whatever its suffix; none of the rooms above."""
    inside = [p for p in sorted(package.rglob("*")) if p.is_file()]
    before = depends.code_digest(package)
    silent, telling = set(), set()
    for path in inside:
        original = path.read_bytes()
        path.write_bytes(original + b"\n")
        (telling if depends.code_digest(package) != before else silent).add(path.relative_to(package).parts[0])
        path.write_bytes(original)
    assert depends.code_digest(package) == before
    assert silent == ABOVE
    assert not silent & telling
    assert {"checks", "worker", "backends", "course", "results", "grading", "errors.py", "datasets.py"} <= telling


def test_a_new_file_and_a_new_import_count(package):
    """A module that appears in a grading room, and a room that a grading begins to import."""
    before = depends.code_digest(package)
    (package / "worker" / "sandbox" / "brand_new.py").write_text("x = 1\n")
    with_module = depends.code_digest(package)
    assert with_module != before
    (package / "classroom" / "store.py").write_text("x = 1\n")
    assert depends.code_digest(package) == with_module
    runner = package / "grading" / "runner.py"
    runner.write_text(runner.read_text() + "\ndef late():\n    from grader.classroom import store\n")
    assert "classroom" in depends.rooms(package)
    assert depends.code_digest(package) != with_module


def test_whatever_a_grading_loads_is_in_it():
    """Held against a real process: every module of ours that it has loaded lies in a file that counts."""
    code = (
        "import grader.grading.runner, grader.plugin, grader.worker.main, grader.checks.kinds.program, grader.checks.milvus\n"
        "import grader.checks.tap, grader.checks.kinds.files, grader.grading.grade, grader.grading.supply, grader.backends.lite\n"
        "import grader.datasets, sys\n"
        "print(*[m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'grader'], sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert len(loaded) > 30
    assert loaded <= {str(p) for p in depends.files()}


def test_libraries_are_what_is_imported_and_what_that_requires():
    """pymilvus is imported, protobuf is required by it, marimo is neither."""
    found = depends.libraries()
    assert {"pymilvus", "numpy", "pytest", "msgpack", "protobuf", "pandas", "milvus-lite"} <= found.keys()
    assert not {"marimo", "mkdocs", "altair", "distributed"} & found.keys()

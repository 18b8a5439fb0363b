"""The twelve rooms: each imports only those below it, and nothing runs in a circle."""

import re
import subprocess
import sys

from tests.conftest import ROOT

LINTER = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]


def lint(cwd):
    return subprocess.run([*LINTER, "--no-cache"], cwd=cwd, capture_output=True, text=True, timeout=120, check=False)


def test_no_room_imports_one_above_it():
    """import-linter holds the order that pyproject.toml gives."""
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout
    assert re.search(r"[1-9]\d* kept, 0 broken", done.stdout)


def test_every_exception_has_a_reason():
    """An ignored import says why on its own line."""
    text = (ROOT / "pyproject.toml").read_text()
    for block in re.findall(r"ignore_imports = \[(.*?)\]", text, re.S):
        assert all("#" in line for line in block.splitlines() if line.strip())


def test_an_import_upwards_is_seen(tmp_path):
    """The rule can fail: a copy in which the wire imports the gradebook, inside a function, is refused."""
    import shutil

    shutil.copytree(ROOT / "grader", tmp_path / "grader", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "applications", tmp_path / "applications", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    wire = tmp_path / "grader" / "worker" / "wire.py"
    wire.write_text(wire.read_text() + "\n\ndef late():\n    from grader.classroom import gradebook\n    return gradebook\n")
    done = subprocess.run(
        [*LINTER, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert "grader.worker.wire -> grader.classroom.gradebook" in done.stdout

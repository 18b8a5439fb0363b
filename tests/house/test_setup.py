"""`make setup`: what it says when it cannot, and that an interrupted one is repaired by running it again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, required

# The smallest project that installs without a network: its build backend is its own, and needs nothing.
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "tiny"
version = "1"
"""
BACKEND = """
import os, zipfile

def build_editable(directory, config_settings=None, metadata_directory=None):
    name = "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(directory, name), "w") as wheel:
        wheel.writestr("tiny.pth", os.getcwd())
        wheel.writestr("tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\n")
        wheel.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nGenerator: tiny\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("tiny-1.dist-info/RECORD", "")
    return name
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with our Makefile, in a folder whose name has a space and a letter that is not ASCII."""
    home = tmp_path / "ein Kurs für alle"
    (home / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", home)
    shutil.copy(ROOT / "scripts" / "setup.sh", home / "scripts")
    (home / "pyproject.toml").write_text(PYPROJECT)
    (home / "backend.py").write_text(BACKEND)
    (home / "requirements.lock").write_text("")
    return home


def _make(project: Path, *goals: str, path: str | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("make") is None:
        required("`make` is not here", "sudo apt-get install make")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "UV_"))}
    environment |= {"PATH": path or os.environ["PATH"], "PIP_NO_INDEX": "1", **variables}
    return subprocess.run(
        [shutil.which("make") or "make", *goals],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def _imports(python: Path) -> bool:
    """Whether this Python runs, and finds what was installed."""
    done = subprocess.run(
        [python, "-c", "import backend; print(6 * 7)"], capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout == "42\n"


def _tools(folder: Path, **scripts: str) -> str:
    """A PATH with the system's plain tools, no Python but the given ones, and no uv."""
    folder.mkdir()
    for name in ("sh", "rm", "touch", "printf", "env", "mkdir", "cat"):
        found = shutil.which(name)
        if found:
            (folder / name).symlink_to(found)
    for name, text in scripts.items():
        script = folder / name.replace("_", ".")
        script.write_text(f"#!/bin/sh\n{text}\n")
        script.chmod(0o755)
    return str(folder)


def test_a_python_that_is_too_old_is_told_in_one_line(project: Path, tmp_path: Path) -> None:
    """What is needed, what was found, and the command that mends it."""
    path = _tools(tmp_path / "bin", python3='case "$*" in *--version*) echo Python 3.9.2;; *) exit 1;; esac')
    done = _make(project, "setup", path=path)
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode != 0
    assert len(said) == 1
    assert "3.11, 3.12 or 3.13" in said[0]
    assert "Found: Python 3.9.2" in said[0]
    assert "apt-get install" in said[0]


def test_a_python_without_venv_is_told_in_one_line(project: Path, tmp_path: Path) -> None:
    """Debian without python3-venv: the package is named, and nothing half-made stays."""
    path = _tools(
        tmp_path / "bin",
        python3_12='case "$*" in *-m\\ venv*) mkdir -p .venv/bin; exit 1;; *print*) echo 3.12;; esac',
    )
    done = _make(project, "setup", path=path)
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode != 0
    assert said == [
        "Python 3.12 here cannot make environments. Next: sudo apt-get install python3.12-venv, then run make again"
    ]
    assert not (project / ".venv").exists()


def test_set_up_once_then_nothing_to_do(project: Path) -> None:
    """The first run makes an environment that works; the second has nothing to do."""
    first = _make(project, "setup", PYTHON=sys.executable)
    assert first.returncode == 0, first.stderr
    inside = project / ".venv" / "bin" / "python"
    assert _imports(inside)
    stamp = (project / ".venv" / ".set-up").stat().st_mtime_ns
    second = _make(project, "setup", PYTHON=sys.executable)
    assert (second.returncode, second.stderr) == (0, "")
    assert (project / ".venv" / ".set-up").stat().st_mtime_ns == stamp


@pytest.mark.parametrize(
    "broken", ["no python in it", "a python that does not run", "a python that is too old", "no pip in it"]
)
def test_an_interrupted_set_up_is_repaired(project: Path, broken: str) -> None:
    """Whatever an interruption left, running it again gives an environment that works."""
    folder = project / ".venv" / "bin"
    folder.mkdir(parents=True)
    if broken == "a python that does not run":
        (folder / "python").symlink_to("/nowhere/python")
    elif broken == "a python that is too old":
        (folder / "python").write_text('#!/bin/sh\ncase "$*" in *version_info*) exit 1;; esac\n')
        (folder / "python").chmod(0o755)
    elif broken == "no pip in it":
        shutil.rmtree(project / ".venv")
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", ".venv"], cwd=project, timeout=120, check=True)
    done = _make(project, "setup", PYTHON=sys.executable)
    assert done.returncode == 0, done.stderr
    assert _imports(folder / "python")

"""The command is found after the first `make start`: the words say how, and they are tried."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli.commands.start import in_another_terminal
from tests.conftest import ROOT, required


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_words_work_in_the_shell_they_name(monkeypatch, shell):
    """Said in the course's folder, as they are printed."""
    if shutil.which(shell) is None:
        required(f"{shell} is not here", f"sudo apt-get install {shell}")
    if sys.prefix == sys.base_prefix:
        pytest.skip("these tests run outside of an environment")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.chdir(ROOT)
    line = next(words for words in in_another_terminal() if shell in words)
    command = line.strip().rpartition("    (")[0]
    told = subprocess.run([shell, "-c", f"{command}; grader --version"], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip()


def test_nothing_is_said_where_the_command_is_found(monkeypatch):
    """Whoever has activated the environment knows it."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    assert in_another_terminal() == [] or shutil.which("grader") is None


def test_the_script_works_at_once_from_anywhere(tmp_path):
    """`bin/grader` needs no environment; where it stands is not where it is called."""
    if not (ROOT / ".venv" / "bin" / "grader").exists():
        pytest.skip("make setup has not been run here")
    told = subprocess.run([ROOT / "bin" / "grader", "--version"], capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path, env={"PATH": os.defpath})
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip()


def test_the_editor_s_files_name_commands_that_are_there():
    """VS Code's tasks, its debugger and the container call what exists."""
    from grader.cli.command import COMMANDS

    tasks = json.loads((ROOT / ".vscode" / "tasks.json").read_text())["tasks"]
    for words in (task["command"].split() for task in tasks):
        if words[0] == "make":
            assert f"\n{words[1]}:" in (ROOT / "Makefile").read_text()
        else:
            assert (ROOT / words[0]).is_file()
            assert words[1] in COMMANDS
    (debug,) = json.loads((ROOT / ".vscode" / "launch.json").read_text())["configurations"]
    assert debug["args"][0] in COMMANDS
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    assert container["postCreateCommand"] == "make setup"
    assert (ROOT / container["postAttachCommand"].split()[1]).is_file()


@pytest.mark.parametrize("name", ["", "quiet-fog"])
def test_the_container_s_start_allows_the_name_it_is_reached_by(tmp_path, name):
    """A Codespace has a name of its own; a container on one's own machine has not."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    fake = tmp_path / ".venv" / "bin" / "grader"
    fake.write_text('#!/bin/sh\necho "$@"\n')
    fake.chmod(0o755)
    told = subprocess.run(["sh", ROOT / ".devcontainer" / "start.sh"], cwd=tmp_path, env={"PATH": os.defpath, "CODESPACE_NAME": name}, capture_output=True, text=True, timeout=30, check=True)
    assert told.stdout.splitlines()[-1] == ("start --no-browser" + (f" --allow-host {name}-8400.app.github.dev" if name else ""))

"""A terminal that cannot show every sign."""

import os
import subprocess
import sys

import pytest

from tests.conftest import MINICOURSE, ROOT


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "koi8-r", "shift_jis", "utf-8"])
@pytest.mark.parametrize("command", [("status",), ("check", "ch01/ex02"), ("check", "ch09/ex99"), ("next",), ("report", "nowhere")])
def test_no_command_ends_in_a_traceback_for_a_sign(tmp_path, encoding, command):
    """The verdict is there, and the mark is what the terminal can write."""
    desk = [] if command[0] == "report" else ["--work", str(tmp_path / "désk")]
    told = subprocess.run(
        [sys.executable, "-c", "from grader.cli import main; main()", *command, "--course", str(MINICOURSE), *desk],
        capture_output=True, timeout=120, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}, check=False,
    )  # fmt: skip
    text = (told.stdout + told.stderr).decode(encoding)
    assert "Traceback" not in text, text
    assert told.returncode in (0, 2)
    if command == ("check", "ch01/ex02"):
        assert "0/" in text
        assert "not started" in text

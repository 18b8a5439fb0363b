"""Appendix A against what was recorded, and what was recorded against the tools themselves where they are installed."""

from __future__ import annotations

import importlib.util
import json
import os
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.conftest import ROOT

ENVIRONMENT = "COURSE_TOOLS"
"""The folder of an environment with milvus-cli and pybirdwatcher. They are 300 MB with what they bring, and nothing else needs them, so CI installs neither."""


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _record(name: str) -> Any:
    return json.loads((ROOT / "lessons" / "recorded" / f"appA_{name}.json").read_text(encoding="utf-8"))


def _form(text: str) -> list[str]:
    """A text of birdwatcher without what differs from server to server: ids, moments, positions, channels, sizes, the name of a probe."""
    for pattern, instead in (
        (r"ready_\w+", "ready"), (r"\d{18}", "ID"), (r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "TIME"), (r"\[(?:\d+ )+\d+\]", "[POSITION]"), (r"dml_\d+", "dml"), (r"(?i)(serialized size:) \d+", r"\1 SIZE"),
        (r"dim: \d+", "dim"), (r"Total channel: \d+\t Healthy collections: \d+", "HEALTHY"), (r"Consistency Level: \w+", "LEVEL"),
    ):  # fmt: skip
        text = re.sub(pattern, instead, text)
    return sorted(text.strip().splitlines())  # birdwatcher prints collections in an order of its own each time


@pytest.mark.parametrize(("key", "command"), [("collections", "show collections"), ("segments", "show segment"), ("indexes", "show segment-index")])
def test_the_checks_print_as_birdwatcher_does(key: str, command: str) -> None:
    """The texts of the exercise have the lines of those that were recorded."""
    support = _module(ROOT / "exercises" / "appA_command_line" / "support.py")
    assert _form(support.RECORDED[key]) == _form(_record("scene")["birdwatcher"][command])


def test_the_record_is_of_the_pinned_tools() -> None:
    """Both records are of the versions that the script names, and each command has been listed once."""
    script = _module(ROOT / "scripts" / "record_command_line.py")
    tools = _record("tools")
    assert tools["versions"] == _record("scene")["versions"]
    assert {name: tools["versions"][name] for name in script.PINS} == script.PINS
    for name in ("milvus-cli", "birdwatcher"):
        commands = [command for command, _ in tools[name]]
        assert len(commands) == len(set(commands)) > 90


@pytest.mark.soak
def test_the_tools_still_have_these_commands() -> None:
    """What milvus-cli says of its own commands, and what birdwatcher calls itself, has not drifted from the record."""
    folder = os.environ.get(ENVIRONMENT)
    if not folder:
        pytest.skip(f"{ENVIRONMENT} names no environment; scripts/record_command_line.py says how one is made")
    script = _module(ROOT / "scripts" / "record_command_line.py")
    tools, kept = script.Tools(Path(folder).absolute()), _record("tools")
    assert tools.versions() == kept["versions"], f"python scripts/record_command_line.py {folder}"
    assert tools.commands()["milvus-cli"] == kept["milvus-cli"], f"python scripts/record_command_line.py {folder}"

"""Appendix B against the real thing: the template as it ships, and a server 2.3.5 that is asked for its settings."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
import tempfile
from pathlib import Path
from types import ModuleType

import pytest

from grader.backends import unpack
from tests.conftest import ROOT

RECORD = ROOT / "lessons" / "recorded" / "configuration.json"


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_what_the_template_says() -> None:
    """Every default of the template stands in the record; where it has drifted, one command records it again."""
    if unpack.package() is None:
        pytest.skip("the package milvus is not installed: pip install milvus==2.3.5")
    script = _module(ROOT / "scripts" / "record_configuration.py")
    kept = json.loads(RECORD.read_text(encoding="utf-8"))
    there = {r["name"]: r["2.3.5"] for r in kept["parameters"] if r["2.3.5"] is not None}
    now = {name: row["default"] for name, row in script.template().items()}
    drifted = sorted(name for name in {*there, *now} if there.get(name) != now.get(name))
    assert drifted == [], "the template has changed: python scripts/record_configuration.py"
    assert kept["template"]["sha256"] == script.digest(), "the template has changed: python scripts/record_configuration.py"


def test_notes_are_recorded() -> None:
    """A note that was edited is in the record."""
    script = _module(ROOT / "scripts" / "record_configuration.py")
    notes = script.tomllib.loads(script.NOTES.read_text(encoding="utf-8"))
    assert {r["name"]: r["note"] for r in script.recorded()["parameters"] if r["note"]} == notes, "python scripts/record_configuration.py"


@pytest.mark.server
def test_a_server_says_what_the_exercise_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given the file and the environment of the exercise, it names every value that the checks expect."""
    monkeypatch.syspath_prepend(str(ROOT / "lessons"))
    from models.told import Told, plain

    support = _module(ROOT / "exercises" / "appB_configuration" / "support.py")
    folder = Path(tempfile.mkdtemp(prefix="aB"))
    server = Told(folder / "s", {"common.probe": support.FILE["common"]["probe"]}, support.ENVIRONMENT)
    try:
        server.first_start()
        said = server.effective()
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
        sys.modules.pop("models.told", None)
    found = {name: said.get(plain(f"common.probe.{name}")) for name in support.SAID}
    assert found == support.SAID


def test_the_reference_of_the_exercise_is_a_part_of_the_record() -> None:
    """Defaults and the mark `live` are those that the appendix shows."""
    support = _module(ROOT / "exercises" / "appB_configuration" / "support.py")
    there = {r["name"]: r for r in json.loads(RECORD.read_text(encoding="utf-8"))["parameters"]}
    for row in support.REFERENCE:
        kept = there[row["name"]]
        assert row == {"name": row["name"], "2.3.5": kept["2.3.5"], "3.0": kept["3.0"], "live": kept["live"] is not None}

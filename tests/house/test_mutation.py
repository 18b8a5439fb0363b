"""The map of `make mutate` is about what is there, and what is said of equivalent mutants is about lines that stand there."""

import tomllib
from pathlib import Path

import pytest

from benchmarks.mutation.table import several
from tests.conftest import ROOT

HERE = ROOT / "benchmarks" / "mutation"
MODULES = tomllib.loads((HERE / "modules.toml").read_text(encoding="utf-8"))
EQUIVALENT = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_and_its_tests_are_there(module):
    assert (ROOT / module).is_file()
    assert [n for n in MODULES[module] if n.startswith("tests/") and not Path(ROOT, n).is_file()] == []


@pytest.mark.parametrize("module", EQUIVALENT)
def test_what_is_called_equivalent_stands_there_and_has_a_reason(module):
    assert module in MODULES
    lines = {line.strip() for line in (ROOT / module).read_text(encoding="utf-8").splitlines()}
    for entry in EQUIVALENT[module]:
        assert set(entry) == {"was", "becomes", "why"}
        assert entry["why"].strip()
        assert set(entry["was"].splitlines()) <= lines, entry["was"]
        assert entry["was"] not in several(entry["becomes"])

"""Which backends exist stands in one place; everything that offers, proves or describes one reads it there."""

import json
import re

import click
import pytest

from grader import backends, results
from grader.cli.commands import bulk, check, watch
from tests.conftest import ROOT


def choices(command):
    return next(list(p.type.choices) for p in command.params if p.name == "backend" and isinstance(p.type, click.Choice))


def test_every_registered_backend_can_be_made():
    for name in backends.ORDER:
        assert backends.backend(name, uri="http://localhost:1", token="").name == name


def test_the_commands_offer_what_is_registered():
    assert choices(check.command) == list(backends.ORDER)
    assert choices(watch.command) == choices(bulk.command) == list(backends.STARTED)


def test_a_result_may_name_every_backend():
    schema = json.loads(results.SCHEMA_PATH.read_text())
    pattern = schema["properties"]["milvus"]["oneOf"][1]["properties"]["backend"]["pattern"]
    assert all(re.search(pattern, name) for name in backends.ORDER)


@pytest.mark.parametrize("room", ["backends", "grading", "checks", "classroom", "report", "lesson", "site", "cli"])
def test_no_second_list_of_names(room):
    """Two names side by side are a list that somebody would have to remember."""
    names = "|".join(backends.ORDER)
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "grader" / room).rglob("*.py")
        if re.search(rf"""["']({names})["'], ?["']({names})["']""", path.read_text())
    ]
    assert found == ["grader/cli/commands/verify.py"][: room == "cli"] or found == []

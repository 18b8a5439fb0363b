"""Each kind of exercise is one module behind one Protocol, and whatever depends on the kind asks it."""

import pytest

from grader.checks import kinds
from grader.course.kinds import BY_NAME, kind_of
from grader.grading import plugin, supply


def test_every_kind_has_a_rule_and_a_module():
    assert set(kinds.registry()) == set(BY_NAME)
    for name, kind in kinds.registry().items():
        assert kind.name == name
        fixture = BY_NAME[name].fixture
        assert hasattr(plugin, fixture)
        assert kinds.by_fixture(fixture) is kind
        assert type(kind).__module__ in supply.RUNNER.imports, "a runner is forked with it imported"


@pytest.mark.parametrize(
    ("program", "file", "kind", "milvus"),
    [((), "ex01_a.py", "python", True), (("bash", "{file}"), "ex01_a.sh", "program", True), (("python", "{file}"), "ex01_a.py", "program", True),
     ((), "ex01_a.yaml", "files", False), ((), "ex01_folder", "files", False)],
)  # fmt: skip
def test_a_kind_is_recognized(program, file, kind, milvus):
    rule = kind_of(program, file)
    assert (rule.name, rule.milvus) == (kind, milvus)

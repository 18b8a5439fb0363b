"""What `grader verify` says against a result beyond its points."""

import pytest

from grader.authoring.judge import judge
from grader.authoring.plan import Proof
from grader.results.outcome import blank


class Exercise:
    id, starter, kind = "ch01/ex01", "generated", "python"


def proof(kind="mutant", label="comparison-1", **expects):
    return Proof(Exercise(), kind, label, None, "none", 1, {"explained": "", **expects})


def result(status="failed", **fields):
    return {"status": status, "points": 0, "max_points": 1, "note": "", "checks": [{**blank("test_a"), "status": status, **fields}]}


HOLES = [
    "Milvus heard , and no Search",
    "a list of",
    "the ids: , 3",
    "one of: .",
    "ids instead of.",
    "no rows than",
]
WHOLE = ["Milvus heard Insert and Search, and no Flush", "call count() first", "a list, e.g. [1, 2]", "the ids 1, 2", "[0.6076, 0.557 , 0.5291]", "`f(a, b)` was called", "as many as asked for."]


@pytest.mark.parametrize("text", HOLES)
@pytest.mark.parametrize("part", ["evidence", "expected", "why"])
def test_a_sentence_with_a_hole_is_an_authors_mistake(text, part):
    assert "a hole" in judge(proof(), result(**{part: text}))


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_sentence_is_none(text):
    assert judge(proof(), result(evidence=text, expected=text, why=text)) == ""


def test_what_a_learners_code_returned_may_have_holes():
    assert judge(proof(), result(returned="a , b", message="a , b", output="returned .")) == ""


def test_a_hollow_answer_fires_nothing():
    assert "positive evidence" in judge(proof(label="hollow-1"), result(misconception="best-first"))
    assert judge(proof(), result(misconception="best-first")) == ""
    assert judge(proof(label="hollow-1"), result()) == ""

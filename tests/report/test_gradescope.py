"""Gradescope's results.json, value by value."""

import json
from dataclasses import replace

from grader.classroom.gradebook import Entry
from grader.report import gradescope
from grader.report.formats import Options
from tests.classroom.books import check, class_book, result

WRONG = {"called": "nearest()", "returned": "1", "expected": "2", "why": "It matters.", "misconception": "farthest-first", "evidence": "seen"}


def one():
    return result("ch01/ex01", [check("test_a", "passed", seconds=1.25), check("test_b", "failed", points=3, **WRONG),
                                check("test_c", "blocked", message="blocked: test_b"), check("test_d", "failed", hidden=True, **WRONG)])  # fmt: skip


def test_a_document():
    made = gradescope.document([one()], ["ch01/ex03"])
    assert (made["score"], made["visibility"], made["stdout_visibility"], made["leaderboard"]) == (2, "visible", "hidden", [])
    assert made["extra_data"] == {"course": one()["course"], "ungraded": ["ch01/ex03"]}
    assert made["output"] == "Not graded, and not your fault: ch01/ex03"
    assert {made[key] for key in ("output_format", "test_output_format", "test_name_format")} == {"text"}
    first, second, third, hidden = made["tests"]
    assert first == {
        "score": 2, "max_score": 2, "status": "passed", "name": "ch01/ex01 The line of test_a", "name_format": "text", "number": "ch01/ex01.1",
        "output": "", "output_format": "text", "tags": ["ch01/ex01"], "visibility": "visible", "extra_data": {"status": "passed"},
    }  # fmt: skip
    assert (second["score"], second["max_score"], second["status"], second["number"]) == (0, 3, "failed", "ch01/ex01.2")
    assert second["tags"] == ["ch01/ex01", "farthest-first"]
    assert second["output"] == "called: nearest()\ncame back: 1\nexpected: 2\nwhy it matters: It matters.\nmisconception: farthest-first (seen)"
    assert (third["status"], third["extra_data"]) == ("failed", {"status": "blocked"})
    assert third["output"] == "blocked: test_b"
    assert (hidden["visibility"], hidden["tags"], hidden["name"]) == ("hidden", ["ch01/ex01"], "ch01/ex01 Checks that are not shown")
    assert "nearest" not in hidden["output"]


def test_scores_add_up_and_what_has_none_is_named():
    older = {**one(), "course": "0.0.9"}
    assert gradescope.document([older, one()])["extra_data"]["course"] == "0.0.9", "that of the first"
    stuck = result("ch01/ex02", [check("test_a", "error")], status="error")
    unserved = result("ch01/ex03", [check("test_a", "passed")], status="unavailable")
    made = gradescope.document([one(), one(), stuck, unserved], ["ch01/ex04"])
    assert made["score"] == 6
    assert made["extra_data"]["ungraded"] == ["ch01/ex02", "ch01/ex03", "ch01/ex04"]
    assert made["output"].endswith("ch01/ex02, ch01/ex03, ch01/ex04")


def test_time_is_whole_seconds_of_all_of_them_together():
    shown = result("ch01/ex01", [check("test_a", "passed")])
    assert gradescope.document([shown, shown, shown])["execution_time"] == 4, "three times one and a half"
    assert gradescope.document([one()])["execution_time"] == 1, "where something is hidden, only what is shown"


def test_nothing_at_all():
    made = gradescope.document([])
    assert (made["score"], made["execution_time"], made["tests"], made["output"]) == (0, 0, [], "")
    assert made["extra_data"] == {"course": "", "ungraded": []}


def test_a_class_has_one_for_each_hand_in_with_a_verdict():
    book = class_book()
    book = replace(book, entries=(*book.entries, Entry("handin-1", "ch01/ex03", ungraded="stuck"), Entry("nobody's", "ch01/ex01", result=one())))
    made = dict(gradescope.files(book, Options()))
    assert list(made) == [f"gradescope/handin-{n}/results.json" for n in (1, 2, 3)]
    first = json.loads(made["gradescope/handin-1/results.json"])
    assert first["score"] == 7
    assert first["extra_data"]["ungraded"] == ["ch01/ex03"]
    assert {t["number"].partition(".")[0] for t in first["tests"]} == {"ch01/ex01", "ch01/ex02"}
    assert all(text.endswith("}\n") for text in made.values())
    assert gradescope.render([one()]) == gradescope.render([one()])
    assert json.loads(gradescope.render([one()])) == gradescope.document([one()])

"""What a lesson shows: questions that stand open, and results whose every word is escaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import grader.lesson as course
from grader.lesson.html import with_slots
from grader.lesson.verdict import verdict

EVIL = "<img src=x onerror=alert(1)>\"'&"


def _check(**changed: object) -> dict[str, object]:
    plain = {
        "name": "test_x", "title": "a title", "status": "failed", "points": 0, "max_points": 2, "called": "", "returned": "",
        "expected": "", "why": "", "evidence": None, "message": "", "output": "", "output_cut": 0, "traceback": "",
        "hidden": False, "misconception": None, "seconds": 0.0,
    }  # fmt: skip
    return plain | changed


def _result(*checks: dict[str, object], **changed: object) -> dict[str, object]:
    plain = {
        "status": "failed",
        "points": 0,
        "max_points": 2,
        "milvus": {"backend": "lite", "version": "3.2.2"},
        "note": "",
        "log": "",
        "seconds": 0.0,
    }
    return plain | {"checks": list(checks)} | changed


@pytest.mark.parametrize(
    "key", ["title", "called", "returned", "expected", "why", "evidence", "message", "output", "traceback", "name"]
)
def test_a_learners_words_are_escaped(key: str) -> None:
    """No field of a result can bring markup into the page."""
    text = verdict(_result(_check(**{key: EVIL, **({"title": ""} if key == "name" else {})})))
    assert "<img" not in text
    assert "&lt;img" in text


@pytest.mark.parametrize("where", ["note", "status"])
def test_the_results_own_words_are_escaped(where: str) -> None:
    """Nor can the document around the checks."""
    assert "<img" not in verdict(_result(**{where: EVIL}))
    assert "<img" not in verdict(_result(milvus={"backend": EVIL, "version": EVIL}))


def test_all_five_facts_are_told() -> None:
    """Called, came back, expected, seen, why: each with its label."""
    text = verdict(_result(_check(called="f(1)", returned="2", expected="3", evidence="count 2", why="Which?")))
    for word in ("called", "f(1)", "came back", "expected", "seen", "count 2", "why it matters", "Which?"):
        assert word in text


def test_a_cut_is_said() -> None:
    """Output that was capped says by how much."""
    assert "1,200 more bytes were cut" in verdict(_result(_check(output="hello", output_cut=1200)))


WORDS = {
    "passed": "Passed",
    "partial": "Partly right",
    "failed": "Failed",
    "not_started": "Not started",
    "error": "Could not be graded, and that is not your fault",
    "unavailable": "Unavailable: no Milvus here can show this",
}


@pytest.mark.parametrize(("status", "words"), WORDS.items())
def test_a_status_is_announced_in_words(status: str, words: str) -> None:
    """A screen reader hears the status; no status is told by colour alone."""
    head = re.search(r"<p role='status'.*?</p>", verdict(_result(_check(), status=status)), re.S)
    assert head
    assert words in re.sub("<[^>]*>", "", head[0])


def test_a_prediction_stands_open_outside_the_server() -> None:
    """Script, pytest and export see the answer and its reason, and nothing waits."""
    asked = course.predict("Is `{x}` *x*?", ["yes", "**no**"], "**no**", "Because `{}`.")
    assert not course.live()
    assert "Because" in asked.text
    assert "<code>{x}</code>" in asked.text
    course.after(asked)


def test_a_quiz_shows_every_reason_outside_the_server() -> None:
    """Each option folds out its reason."""
    text = course.quiz("Which?", {"one": "too few", "two": "just right"}, answer="two").text
    assert text.count("<details>") == 2
    assert "too few" in text
    assert "just right" in text


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: course.predict("?", ["a", "b"], "c", "because"),
        lambda: course.quiz("?", {"a": "", "b": ""}, answer="c"),
    ],
)
def test_an_answer_that_is_no_option_is_an_authors_mistake(wrong: object) -> None:
    """Told at once, with the options."""
    with pytest.raises(ValueError, match="'c' is not among"):
        wrong()


def test_a_panel_prints_the_command_outside_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """The statement and the command; no editor, no file on a desk."""
    root = Path(__file__).with_name("minicourse")
    monkeypatch.setenv("GRADER_COURSE", str(root))
    text = course.panel("ch01/ex01").text
    assert "grader check ch01/ex01" in text
    assert "returns twice that" in text
    assert not (root / "my").exists()


def test_a_record_is_labelled_with_its_milvus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was recorded says which Milvus said it; without the wish nothing is recorded."""
    (tmp_path / "book.toml").write_text('title = "x"\n')
    monkeypatch.setenv("GRADER_COURSE", str(tmp_path))
    monkeypatch.delenv("GRADER_RECORD", raising=False)
    course.record("recall", "0.97", "server 2.3.5")
    assert "nothing is recorded" in course.recorded("recall").text
    monkeypatch.setenv("GRADER_RECORD", "1")
    course.record("recall", "0.97", "server 2.3.5")
    assert "server 2.3.5" in course.recorded("recall").text
    assert "0.97" in course.recorded("recall").text


def test_braces_survive_a_template() -> None:
    """Only named slots are filled."""
    assert with_slots("{a} {b} {}", "a").format(a=1) == "1 {b} {}"


def test_hidden_checks_are_shown_as_everywhere_else():
    """A panel shows the learner's view: hidden checks as one line, without name, text or what they saw."""
    hidden = _check(name="test_secret", title="The secret", hidden=True, status="failed", called="secret()", returned="hush", message="hush", output="hush")
    waiting = _check(name="test_b", title="Another", hidden=False, status="blocked", message="blocked by test_secret")
    text = verdict(_result(_check(hidden=False), hidden, {**hidden, "name": "test_secret_2"}, waiting, note="test_secret ran once more, alone"))
    assert "secret" not in text.lower()
    assert "hush" not in text
    assert text.count("Checks that are not shown") == 1


def test_numbers_are_measured_or_those_of_a_record(tmp_path, monkeypatch):
    """With a Milvus that shows it they are measured; without one they are what was measured, and say so."""
    monkeypatch.setattr("grader.lesson.mode.course_root", lambda: tmp_path)
    monkeypatch.setenv("GRADER_RECORD", "1")
    assert course.measured("ticks", lambda: {"ms": [1, 2.5]}, "server 2.3.5") == ({"ms": [1, 2.5]}, "Measured just now: server 2.3.5.")
    monkeypatch.delenv("GRADER_RECORD")
    assert course.measured("ticks", lambda: 7, "server 9")[0] == 7
    assert course.measured("ticks", None) == ({"ms": [1, 2.5]}, "**Recorded**, not run here: server 2.3.5.")

"""Each report against its schema or a real parser, with learners' text that tries to break out."""

import base64
import io
import json
from pathlib import Path

import defusedxml.ElementTree as ET
import jsonschema
import pytest
from rich.console import Console

from grader import course as courses
from grader import results
from grader.grading.outcomes import blank
from grader.report import classroom, github, gradescope, junit, learner_view, render, terminal
from grader.results import scoring
from tests.conftest import MINICOURSE

NASTY = "]]> <b>&amp;</b> | `x` ```\n::error title=x::forged\n\x1b[31m[bold red]\x00%0A 100% \ufffe é"


def check(name, status, **more):
    return {**blank(name, f"The line of {name}", 2), "status": status, **more}


@pytest.fixture
def documents():
    course = courses.load(MINICOURSE)
    outcomes = [
        check("test_a", "passed", output=NASTY),
        check("test_b", "failed", called="f(x)", returned=NASTY, expected="1", why="Why?", misconception="off-by-one",
              evidence=NASTY, message=NASTY, traceback=NASTY, output=NASTY, output_cut=7),
        check("test_c", "blocked", message="blocked by test_b"),
        check("test_d", "failed", hidden=True, called="secret()", returned="hush", message="hush"),
        check("test_e", "not_started", message="f is not written yet"),
    ]  # fmt: skip
    score = scoring.score([{**o, "status": "error"} for o in outcomes], outcomes)
    identity = {"backend": "lite", "version": "3.2.2", "profile": "default", "digest": None}
    partial = results.document(course, course.exercise("ch01/ex01"), score, seed=1, milvus=identity, launcher="fork", digest="d", seconds=1.25)
    broken = scoring.score([blank("test_x")], [])
    error = results.document(course, course.exercise("ch01/ex02"), broken, seed=1, note="Milvus ended", log=NASTY)
    away = scoring.Score("unavailable", 0, 1, (check("test_y", "not_started"),))
    unavailable = results.document(course, course.exercise("ch01/ex03"), scoring.Score(away.status, 0, 1, tuple({**c, "max_points": 1, "points": 0} for c in away.checks)), seed=1, note="no server")
    return [partial, error, unavailable]


def test_the_result_document_fits_its_schema(documents):
    schema = json.loads(results.SCHEMA_PATH.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    for document in documents:
        jsonschema.validate(json.loads(results.dumps(document)), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**documents[0], "status": "fine"}, schema)


def test_json_veils_hidden_checks(documents):
    text = render("json", documents)
    assert len(json.loads(text)) == 3
    assert "hush" not in text
    assert "secret()" not in text


def test_junit_is_xml_with_unique_names(documents):
    root = ET.fromstring(junit.render(documents))
    suite = root.find("testsuite")
    assert suite.attrib["tests"] == "5"
    cases = suite.findall("testcase")
    assert len({(c.attrib["classname"], c.attrib["name"]) for c in cases}) == 5
    kinds = {c.attrib["name"]: [e.tag for e in c if e.tag != "system-out"] for c in cases}
    assert kinds == {"test_a": [], "test_b": ["failure"], "test_c": ["skipped"], "test_e": ["failure"], "hidden": ["failure"]}
    assert cases[1].find("failure").attrib["type"] == "off-by-one"
    assert "hush" not in junit.render(documents)
    assert [e.tag for e in root[1][0]] == ["error"]
    assert [e.tag for e in root[2][0]] == ["skipped"]


def test_github_annotations_cannot_be_forged(documents):
    lines = github.render(documents).splitlines()
    assert lines
    assert all(line.startswith("::error title=") for line in lines)
    assert not any("forged" in line and "%0A" not in line for line in lines)
    assert "hush" not in "".join(lines)


def test_github_annotations_name_the_file_and_say_words(documents):
    """The learner's own file, with the line that raised; no word of ours with an underscore."""
    raised = {**documents[0]["checks"][1], "traceback": 'Traceback\n  File "ex01_nearest.py", line 7, in nearest\n    ValueError\n'}
    waits = {**raised, "status": "not_started", "called": "", "returned": "", "expected": "", "message": "", "misconception": None, "traceback": ""}
    of = {**documents[0], "kind": "python", "file": "exercises/ch01_mini/test_ex01_nearest.py", "checks": [raised, waits]}
    first, second = github.render([of]).splitlines()
    assert ",file=my/ch01/ex01_nearest.py,line=7::" in first
    assert second.endswith(",file=my/ch01/ex01_nearest.py::not started")
    assert "file=" not in github.render([{**of, "kind": "files"}])


@pytest.mark.parametrize("text", ["\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "a\x00b", "\u202eright to left", "\u2066isolate\u2069", "\x9b31m", "\u200bzero"])
def test_github_writes_nothing_that_a_terminal_obeys(documents, text):
    """Escapes, zero bytes, direction marks: in annotations, in their titles, in the summary."""
    of = {**documents[0], "title": text, "checks": [{**documents[0]["checks"][1], "title": text, "called": text, "returned": text, "traceback": text}]}
    for written in (github.render([of]), github.summary([of])):
        assert not any(not c.isprintable() and c not in "\n\t" for c in written), written


def test_github_gives_ten_annotations_at_most(documents):
    many = [documents[0]] * 8
    lines = github.render(many).splitlines()
    assert len(lines) == 10
    assert "more checks did not pass" in lines[-1]


def test_github_summary_stays_below_its_limit(documents, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    github.render(documents)
    assert not (tmp_path / "summary.md").exists(), "a renderer writes nothing"
    from grader.cli.commands.check import _print

    _print(documents, "github", tmp_path / "report")
    text = (tmp_path / "summary.md").read_text()
    assert "| ch01/ex01 Nearest neighbours | partly right | 2/10 | lite 3.2.2 |" in text
    assert "\n````text" in text, "a fence that the learner's text cannot close"
    huge = {**documents[0], "checks": [{**documents[0]["checks"][1], "returned": "x" * 3000, "called": "f"}] * 600}
    assert len(github.summary([huge]).encode()) <= 1 << 20


def test_classroom_is_base64_of_its_document(documents):
    document = json.loads(base64.b64decode(classroom.render(documents)))
    assert document["version"] == 1
    assert document["status"] == "error"
    assert document["max_score"] == 12
    assert {t["status"] for t in document["tests"]} == {"pass", "fail", "error"}
    assert set(document["tests"][0]) == {"name", "status", "score", "message", "test_code", "filename", "line_no", "duration"}


def test_gradescope_fits_its_schema(documents):
    document = json.loads(render("gradescope", documents))
    schema = json.loads((Path(__file__).resolve().parents[1] / "schemas" / "gradescope.json").read_text())
    jsonschema.validate(document, schema)
    assert document["score"] == 2
    hidden = document["tests"][3]
    assert hidden["visibility"] == "hidden"
    assert "hush" not in json.dumps(hidden)
    assert document["extra_data"]["ungraded"] == ["ch01/ex02", "ch01/ex03"]
    assert gradescope.document([])["tests"] == []


def test_the_terminal_reads_no_markup(documents):
    out = io.StringIO()
    terminal.show(documents, Console(file=out, width=140, force_terminal=False, highlight=False))
    text = out.getvalue()
    assert "\x1b" not in text
    assert "\x00" not in text
    assert "[bold red]" in text
    assert "cut: 7 more bytes" in text
    assert "looks like" in text
    assert "off-by-one" in text
    assert "hush" not in text
    assert "not your fault" in text
    assert "not served here and not counted: ch01/ex03" in text


def test_hidden_checks_are_one_line_without_place_number_time_or_log(documents):
    """What a learner is shown is the same whether one check is hidden or three, wherever they stand."""
    secret = [{**documents[0]["checks"][3], "name": f"test_s{n}", "max_points": m, "points": 0, "seconds": 3.0} for n, m in enumerate((1, 1, 2))]
    public = [{**c, "seconds": 0.5} for c in documents[0]["checks"] if not c["hidden"]]
    public[2] = {**public[2], "message": "blocked by test_s0"}
    one = {**documents[0], "checks": [{**secret[0], "max_points": 4}, *public], "seconds": 9.0, "log": "test_s0"}
    three = {**documents[0], "checks": [secret[0], public[0], secret[1], *public[1:], secret[2]], "seconds": 15.0, "note": "test_s2 ran once more"}
    three["note"] = one["note"] = ""
    assert learner_view(one)["checks"][-1] == learner_view(three)["checks"][-1]
    assert learner_view(three)["seconds"] == 2.0
    text = render("json", [three]) + render("json", [{**one, "note": "test_s0 ran once more"}]) + terminal_text(three)
    assert "test_s" not in text
    assert text.count("Checks that are not shown") == 3
    assert "blocked by a check that is not shown" in text


def terminal_text(result):
    out = io.StringIO()
    terminal.show([result], Console(file=out, width=200))
    return out.getvalue()


def test_the_file_of_a_case_is_a_path(documents):
    """GitLab makes a link of it; a result of before it was kept has none."""
    cases = ET.fromstring(render("junit", documents)).findall(".//testcase")
    assert {c.get("file") for c in cases} == {f"exercises/ch01_mini/test_{name}.py" for name in ("ex01_nearest", "ex02_types", "ex03_flaky")}
    assert all((MINICOURSE / c.get("file")).is_file() for c in cases)
    old = [{k: v for k, v in d.items() if k != "file"} for d in documents]
    assert not [c for c in ET.fromstring(render("junit", old)).findall(".//testcase") if c.get("file")]

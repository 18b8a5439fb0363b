"""JUnit XML as GitLab reads it: one test suite an exercise, one test case a check, names unique."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from grader.report import explanation, learner_view
from grader.results.text import printable

if TYPE_CHECKING:
    from grader.classroom.gradebook import Gradebook
    from grader.report.formats import Files, Options

FORMAT = {
    "name": "junit", "audience": ("learner", "class"), "writes": "junit.xml",
    "says": "JUnit XML, as GitLab reads it",
}

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(results: Sequence[Mapping[str, Any]]) -> str:
    root = ET.Element("testsuites", name="exercises")
    for result in results:
        _suite(root, result, result["exercise"])
    return _text(root)


def files(book: Gradebook, options: Options) -> Files:
    return [("junit.xml", render_class(book))]


def render_class(book: Gradebook) -> str:
    """A class: one test suite for each hand-in and exercise; one that could not be graded is an error of the suite.

    A refused hand-in is a failure; an exercise that nothing here serves is skipped.
    """
    root = ET.Element("testsuites", name=clean(book.title))
    files = {e.exercise: e.result.get("file") for e in book.entries if e.result is not None}
    refused = {h.id for h in book.handins if h.refused}
    for entry in book.entries:
        name = f"{entry.handin}/{entry.exercise}"
        if entry.result is not None:
            _suite(root, entry.result, name)
            continue
        kind = "failure" if entry.handin in refused else "skipped" if entry.unserved else "error"
        counts = {"failures": "failure", "errors": "error", "skipped": "skipped"}
        numbers = {name: str(int(of == kind)) for name, of in counts.items()}
        suite = ET.SubElement(root, "testsuite", {"name": clean(name), "tests": "1", **numbers, "time": "0.000"})
        case = ET.SubElement(
            suite, "testcase", {**_file(files.get(entry.exercise)), "classname": clean(name.replace("/", ".")),
            "name": "refused" if kind == "failure" else "ungraded", "time": "0.000"},
        )  # fmt: skip
        told = {"message": clean(entry.ungraded or "no verdict yet")}
        ET.SubElement(case, kind, told if kind == "skipped" else {**told, "type": "grader"})
    return _text(root)


def _suite(root: ET.Element, result: Mapping[str, Any], name: str) -> None:
    result = learner_view(result)
    checks = result["checks"]
    statuses = [c["status"] for c in checks]
    suite = ET.SubElement(
        root, "testsuite", name=clean(name), tests=str(len(checks)),
        failures=str(statuses.count("failed") + statuses.count("not_started")), errors=str(statuses.count("error")),
        skipped=str(statuses.count("blocked")), time=f"{result['seconds']:.3f}",
    )  # fmt: skip
    for check in checks:
        case = ET.SubElement(
            suite, "testcase", {**_file(result.get("file")), "classname": clean(name.replace("/", ".")), "name": check["name"],
            "time": f"{check['seconds']:.3f}"},
        )  # fmt: skip
        _outcome(case, check, result)
        if check["output"]:
            ET.SubElement(case, "system-out").text = clean(check["output"])


def _file(path: str | None) -> dict[str, str]:
    """The path of the checks; a result of before it was kept has none, and a guess would lead nowhere."""
    return {"file": clean(path)} if path else {}


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _outcome(case: ET.Element, check: Mapping[str, Any], result: Mapping[str, Any]) -> None:
    status = check["status"]
    if result["status"] == "unavailable":
        ET.SubElement(case, "skipped", message=clean(result["note"]))
    elif status in ("failed", "not_started"):
        element = ET.SubElement(case, "failure", message=clean(check["title"]), type=check["misconception"] or status)
        element.text = clean(explanation(check))
    elif status == "error":
        ET.SubElement(case, "error", message=clean(check["message"]), type="grader")
    elif status == "blocked":
        ET.SubElement(case, "skipped", message=clean(check["message"]))


def clean(text: str) -> str:
    """Text without what XML 1.0 cannot hold, nor what turns the direction of a line where it is shown."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", printable(text))

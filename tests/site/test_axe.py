"""Accessibility, by axe-core in a real browser: every page, light and dark, and a live lesson."""

from __future__ import annotations

from typing import Any

import pytest

from grader import course
from tests.conftest import ROOT
from tests.site.conftest import Served, Visit

PAGES = [
    "/",
    "/contents/",
    "/foreword/",
    "/preface/",
    "/learn/",
    "/teach/",
    "/ci/",
    "/trust/",
    "/attacks/",
    "/capacity/",
    "/write/",
    "/commands/",
    "/book-index/",
    "/glossary/",
    "/cheat-sheets/",
    "/review/",
]
PAGES += [f"/chapters/{c.id}/" for c in course.load(ROOT).chapters if c.ready]
# marimo's own page: its menu, its code editor and its controls are not ours to name.
MARIMO = {
    "aria-input-field-name",
    "button-name",
    "label",
    "landmark-one-main",
    "nested-interactive",
    "page-has-heading-one",
    "region",
    "scrollable-region-focusable",
}


def _violations(page: Any, axe: str, allowed: frozenset[str] = frozenset()) -> list[str]:
    page.evaluate(axe)
    # The code editor's colours are CodeMirror's themes, which marimo chooses.
    found = page.evaluate("axe.run({exclude: ['marimo-code-editor']}, {resultTypes: ['violations'], iframes: false})")
    return [
        f"{v['id']}: {v['help']}: {n['target']} {n['html'][:160]} {n.get('failureSummary', '')[:300]}"
        for v in found["violations"]
        if v["id"] not in allowed
        for n in v["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_violation(book: Served, visit: Visit, axe: str, path: str, scheme: str) -> None:
    """No rule is broken and none is allowed to be."""
    page = visit(scheme=scheme)
    page.goto(book.page(path))
    page.get_by_role("heading", level=1).first.wait_for()
    page.wait_for_timeout(400)
    assert _violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_live_lesson_breaks_only_what_marimo_breaks(book: Served, visit: Visit, axe: str, scheme: str) -> None:
    """What we put into a lesson, questions, panels and prose, breaks no rule."""
    page = visit(scheme=scheme)
    visit.live(page, book.with_token("/live/ch01/"))
    page.get_by_role("heading", name="Where to read on").wait_for()
    page.locator(".cm-content[contenteditable=true]").nth(2).wait_for()
    assert _violations(page, axe, frozenset(MARIMO)) == []

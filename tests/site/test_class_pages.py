"""The class's pages in a real browser: nothing leaves, nothing runs, everything fits, and axe finds no fault."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.report.class_reports import write
from tests.classroom.books import NASTY, big_book, class_book, nasty_book
from tests.conftest import ROOT
from tests.site.conftest import Visit
from tests.site.test_axe import _violations

PAGES = [
    "class/index.html",
    "class/learners/s002.html",
    "class/learners/s004.html",
    "big/index.html",
    "trusted/index.html",
]
HOSTILE = [f"{kind}/{page}" for kind in NASTY for page in ("index.html", "learners/s666.html")]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages of several classes on this machine's own address."""
    folder = tmp_path_factory.mktemp("pages")
    books = {"class": class_book(), "big": big_book(), "trusted": class_book(confinement="trusted")}
    for name, book in {**books, **{kind: nasty_book(kind) for kind in NASTY}}.items():
        write(book, folder / name, ["html"])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*PAGES, "script/learners/s666.html"])
def test_a_page_has_no_violation(served: str, visit: Visit, axe: str, path: str, scheme: str) -> None:
    """No rule is broken and none is allowed to be; what is folded away is unfolded first."""
    page: Any = visit(scheme=scheme)
    page.goto(f"{served}/{path}")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert _violations(page, axe) == []


@pytest.mark.parametrize("path", [*PAGES, *HOSTILE])
def test_a_page_asks_for_nothing_and_runs_nothing(served: str, visit: Visit, path: str) -> None:
    """One request, for the page; no dialog, no complaint about its own policy, no script."""
    page: Any = visit()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: said.append(m.text))
    page.on("dialog", lambda d: (said.append(f"dialog {d.message}"), d.dismiss()))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.goto(f"{served}/{path}")
    page.wait_for_load_state("load")
    assert [u for u in asked if not u.startswith("data:")] == [f"{served}/{path}"]
    assert said == []
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("width", [320, 375, 800, 1400])
@pytest.mark.parametrize("path", [*PAGES, "huge/index.html", "huge/learners/s666.html"])
def test_a_page_fits(served: str, visit: Visit, path: str, width: int) -> None:
    """Nothing is wider than the screen; a wide table scrolls in itself."""
    page: Any = visit(width=width)
    page.goto(f"{served}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_the_class_to_a_learner(served: str, visit: Visit) -> None:
    """A click on a person leads to their page, on a cell to the exercise there."""
    page: Any = visit()
    page.goto(f"{served}/class/index.html")
    page.get_by_role("link", name="Last2, First2").click()
    page.get_by_role("heading", name="Last2, First2", level=1).wait_for()
    page.go_back()
    page.get_by_role("row", name="Last2, First2").get_by_role("cell").nth(0).get_by_role("link").click()
    page.get_by_text("A smaller distance is nearer.").wait_for()
    assert page.url.endswith("learners/s002.html#x-ch01-ex01")


def test_charts_keep_their_colours_in_the_dark(served: str, visit: Visit) -> None:
    """Bars are drawn in both schemes, in other colours, and what was blocked has a pattern."""
    seen = []
    for scheme in ("light", "dark"):
        page: Any = visit(scheme=scheme)
        page.goto(f"{served}/class/index.html")
        seen.append(page.locator(".seg.passed").first.evaluate("e => getComputedStyle(e).fill"))
        assert "hatch" in page.locator(".seg.blocked").first.evaluate("e => getComputedStyle(e).fill")
    assert seen[0] != seen[1]
    assert "rgb(0, 0, 0)" not in seen


def test_it_prints(served: str, visit: Visit) -> None:
    """On paper the page is ink on white, and its links on the page are gone."""
    page: Any = visit(scheme="dark")
    page.goto(f"{served}/class/index.html")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("nav.jump").is_hidden()


def test_the_picture_of_the_class(served: str, visit: Visit, tmp_path: Path) -> None:
    """What site/teach.md shows; GRADER_SCREENSHOT=1 puts it there."""
    page: Any = visit(width=1200, height=1150)
    page.goto(f"{served}/big/index.html")
    picture = (ROOT / "site" / "assets" if os.environ.get("GRADER_SCREENSHOT") == "1" else tmp_path) / "class.png"
    page.screenshot(path=str(picture))
    assert picture.stat().st_size < 200_000

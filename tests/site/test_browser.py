"""What a reader does, in a real Chromium: from the front page to a green check, on a desk and on a phone."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.site.conftest import MINICOURSE, Served, Visit, serving
from tests.waiting import until

EDITOR = ".cm-content[contenteditable=true]"
RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return x + 2\n"


def _type(page: Any, text: str) -> None:
    """Replace an editor's text, with no pause before whatever comes next."""
    editor = page.locator(EDITOR).first
    editor.scroll_into_view_if_needed()
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


def test_from_the_front_page_to_a_live_lesson(book: Served, visit: Visit) -> None:
    """Front page, contents, chapter, live: every step is a link that can be seen and pressed."""
    page = visit()
    page.goto(book.with_token("/"))
    page.get_by_role("link", name="Look at the contents").click()
    page.get_by_role("article").get_by_role("link", name="1 Meet Milvus").click()
    page.get_by_role("link", name="Open this chapter live").click()
    page.get_by_role("heading", name="Meet Milvus", level=1).wait_for()
    assert page.url == book.page("/live/ch01/")
    page.get_by_role("link", name="Chapter page").click()
    page.get_by_role("heading", name="The exercises in the terminal").wait_for()


def test_a_slider_changes_what_milvus_does(book: Served, visit: Visit) -> None:
    """Chapter 1: a prediction is answered, the demonstration runs, and the limit decides how many hits come back."""
    page = visit(height=1400)
    visit.live(page, book.with_token("/live/ch01/"))
    question = page.get_by_role("region", name=re.compile("Of the five functions nearest"))
    question.scroll_into_view_if_needed()
    question.get_by_role("radio").nth(1).click()
    page.get_by_text("As you predicted.").first.wait_for()
    page.get_by_text("5 hits from Milvus").wait_for()
    slider = page.locator("marimo-slider", has_text="Limit").get_by_role("slider")
    slider.scroll_into_view_if_needed()
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("6 hits from Milvus").wait_for()
    slider.press("ArrowRight")
    page.get_by_text("7 hits from Milvus").wait_for()


def test_typing_a_question_changes_the_chart(book: Served, visit: Visit) -> None:
    """Chapter 1: the words typed decide the answers, and the map is drawn again."""
    page = visit(height=1600)
    visit.live(page, book.with_token("/live/ch01/"))
    page.get_by_role("region", name=re.compile("erase a folder.*no line")).get_by_role("button", name="Skip").click()
    box = page.get_by_label("What do you want to do?")
    box.wait_for()
    page.locator("marimo-vega, .vega-embed").first.wait_for()
    if os.environ.get("GRADER_SCREENSHOT") == "1":
        page.set_viewport_size({"width": 1200, "height": 860})
        box.evaluate("e => e.scrollIntoView({block: 'start'})")
        page.add_style_tag(content="#course-way, [data-testid='notebook-actions'] { visibility: hidden }")
        page.mouse.move(600, 400)
        page.mouse.wheel(0, -80)
        page.wait_for_timeout(1500)
        page.screenshot(path=str(ROOT / "site" / "assets" / "lesson.png"))
        page.set_viewport_size({"width": 1200, "height": 1600})
    box.fill("shuffle cards")
    box.press("Enter")
    page.get_by_text("random.shuffle").first.wait_for()


def test_a_wrong_then_a_right_answer(mini: Served, visit: Visit) -> None:
    """The panel grades exactly what stands in the editor when Check is pressed."""
    page = visit()
    visit.live(page, mini.with_token("/live/ch01/"))
    page.locator(EDITOR).first.wait_for()
    _type(page, WRONG)
    page.get_by_role("button", name="Check").click()
    page.get_by_text("0 of 2 points").wait_for()
    page.get_by_text("What is x + x?").wait_for()
    _type(page, RIGHT)
    page.get_by_role("button", name="Check").click()
    page.get_by_text("2 of 2 points").wait_for()
    assert (mini.desk / "ch01" / "ex01_double.py").read_text() == RIGHT


def test_a_function_is_typed_as_in_any_editor(mini: Served, visit: Visit) -> None:
    """Four spaces a step, on Enter, Tab, Shift-Tab and Backspace; brackets; Ctrl-Enter checks; Escape and Tab lead out."""
    page = visit()
    visit.live(page, mini.with_token("/live/ch01/"))
    editor = page.locator(EDITOR).first
    editor.wait_for()
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("def double(x):\nif x:\nreturn 2 * x\ntotal = sum([\n1,\n2,")
    page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    page.keyboard.type("])\n# a comment ends here:\n")
    page.keyboard.press("Backspace")
    page.keyboard.type("y = 1")
    typed = "def double(x):\n    if x:\n        return 2 * x\n    total = sum([\n        1,\n        2,\n    ])\n    # a comment ends here:\n    y = 1"
    assert editor.inner_text() == typed
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Tab")
    assert editor.inner_text().splitlines()[:2] == ["    def double(x):", "        if x:"]
    page.keyboard.press("Shift+Tab")
    assert editor.inner_text() == typed
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("def double(x):\nreturn 2 * x")
    page.keyboard.press("ControlOrMeta+Enter")
    page.get_by_text("2 of 2 points").wait_for()
    page.get_by_text("Yours beside the solution").click()
    mine, theirs = (text.strip() for text in page.locator(".gl-beside pre").all_inner_texts())
    assert (mine, theirs) == ("def double(x):\n    return 2 * x", 'def double(x):\n    """Twice `x`."""\n    return 2 * x')
    assert (mini.desk / "ch01" / "ex01_double.py").read_text() == "def double(x):\n    return 2 * x"
    page.get_by_role("button", name="Reset").click()
    page.get_by_text("Your work is kept in").wait_for()
    (kept,) = (mini.desk / "ch01").glob("ex01_double.*.bak")
    assert kept.read_text() == "def double(x):\n    return 2 * x"
    until(lambda: "Double a number" in editor.inner_text())
    kept.unlink()


def test_a_lesson_says_that_it_opens_and_shows_a_statement_once(mini: Served, visit: Visit) -> None:
    """No white page while marimo loads; the file's docstring is folded under the card that says the same."""
    page = visit()
    page.goto(mini.with_token("/live/ch01/"), wait_until="commit")
    opening = page.locator("#course-opens")
    opening.wait_for()
    opening.wait_for(state="detached")
    page.locator(EDITOR).first.wait_for()
    page.locator(".cm-foldPlaceholder").first.wait_for()
    assert "gets an integer" not in page.locator(EDITOR).first.inner_text()


def test_hints_come_one_at_a_time(mini: Served, visit: Visit) -> None:
    """Each press shows one step more."""
    page = visit()
    visit.live(page, mini.with_token("/live/ch01/"))
    page.locator(EDITOR).first.wait_for()
    page.get_by_role("button", name="Hint").click()
    page.get_by_text("Twice.").wait_for()
    assert page.get_by_text("Multiplication does it.").count() == 0
    page.get_by_role("button", name="Hint").click()
    page.get_by_text("Multiplication does it.").wait_for()


def test_a_change_made_elsewhere_appears(mini: Served, visit: Visit) -> None:
    """Another editor saves the file: the panel shows it."""
    page = visit()
    visit.live(page, mini.with_token("/live/ch01/"))
    page.locator(EDITOR).first.wait_for()
    (mini.desk / "ch01" / "ex01_double.py").write_text("# from another editor\n")
    page.locator(EDITOR, has_text="# from another editor").wait_for()


def test_two_versions_are_both_kept_until_you_choose(mini: Served, visit: Visit) -> None:
    """Typing here over a file that changed there overwrites nothing; either version can be chosen."""
    file = mini.desk / "ch01" / "ex01_double.py"
    page = visit()
    visit.live(page, mini.with_token("/live/ch01/"))
    page.locator(EDITOR).first.wait_for()
    for choice, kept in (("Keep what is in the file", "# theirs\n"), ("Keep what is in this page", "# mine\n")):
        for _ in range(20):  # the panel looks at the file once a second: be quicker than its next look
            _type(page, "# before\n")
            until(lambda: file.read_text() == "# before\n")
            file.write_text("# theirs\n")
            _type(page, "# mine\n")
            page.wait_for_timeout(700)
            if page.get_by_role("alert").count():
                break
        assert file.read_text() == "# theirs\n"
        page.get_by_role("button", name=choice).click()
        page.get_by_role("alert").wait_for(state="detached")
        until(lambda kept=kept: file.read_text() == kept)


def test_a_quiz_gives_the_reason_for_wrong_and_right(mini: Served, visit: Visit) -> None:
    """Each option has its own reason, and one may try again."""
    page = visit()
    visit.live(page, mini.with_token("/live/ch01/"))
    quiz = page.get_by_role("region", name=re.compile("double of"))
    quiz.get_by_role("radio").nth(2).click()
    page.get_by_text("That is a string.").wait_for()
    page.get_by_role("region", name=re.compile("double of")).get_by_role("radio").nth(1).click()
    page.get_by_text("Two and two.").wait_for()


def test_a_prediction_is_remembered(mini: Served, visit: Visit) -> None:
    """What was answered stands open when the lesson is opened again."""
    page = visit()
    visit.live(page, mini.with_token("/live/ch01/"))
    page.get_by_text("three times").wait_for()
    if page.get_by_text("Predict first").count():
        page.get_by_role("region", name=re.compile("How often")).get_by_role("radio").nth(1).click()
        page.get_by_text("Not what happens").wait_for()
    again = visit()
    visit.live(again, mini.with_token("/live/ch01/"))
    again.get_by_text("The demonstration ran.").wait_for()
    again.get_by_text("Not what happens").wait_for()


def test_everything_by_keyboard(mini: Served, visit: Visit) -> None:
    """Tab, arrows, space and enter reach a slider, a question and Check."""
    page = visit()
    visit.live(page, mini.with_token("/live/ch01/"))
    page.get_by_text("three times 3 is 9").wait_for()
    page.locator(EDITOR).first.wait_for()
    reached = set()
    page.locator("body").click(position={"x": 5, "y": 5})
    for _ in range(60):
        page.keyboard.press("Tab")
        role = page.evaluate(
            """() => { let e = document.activeElement; while (e && e.shadowRoot && e.shadowRoot.activeElement)
            e = e.shadowRoot.activeElement; return e ? (e.getAttribute('role') || e.tagName) + ':' + (e.textContent || '').trim().slice(0, 20) : '' }"""
        )
        if role.startswith("slider") and "slider" not in reached:
            reached.add("slider")
            page.keyboard.press("ArrowRight")
            page.get_by_text("three times 4 is 12").wait_for()
        if role == "textbox:" or role.startswith("textbox"):
            page.keyboard.press("Escape")  # the editor keeps Tab for itself until Escape
        if role == "BUTTON:Check" and "check" not in reached:
            reached.add("check")
            page.keyboard.press("Enter")
            page.get_by_text("of 2 points").wait_for()
        if role.startswith("radio"):
            reached.add("radio")
    assert {"slider", "check", "radio"} <= reached


@pytest.mark.parametrize(
    "path", ["/", "/contents/", "/chapters/ch01/", "/learn/", "/trust/", "/book-index/", "/live/ch01/"]
)
def test_a_phone_needs_no_sideways_scrolling(book: Served, visit: Visit, path: str) -> None:
    """At 390 pixels nothing is wider than the screen."""
    page = visit(width=390, height=844)
    page.goto(book.with_token(path))
    page.get_by_role("heading", level=1).first.wait_for()
    page.wait_for_timeout(1500)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_lesson_follows_the_site_into_the_dark(book: Served, visit: Visit) -> None:
    """The charts of a chapter's page take the ink of light or dark, also after the switch is pressed."""
    book.wait_for("/chapters/ch01/", 'class="lesson"')
    page = visit(scheme="dark", height=2200)
    page.goto(book.page("/chapters/ch01/"))
    chart = page.locator("figure.chart").nth(1)
    chart.scroll_into_view_if_needed()
    ink = "[...document.querySelectorAll('.chart-live svg text')].map(e => e.getAttribute('fill'))"
    chart.locator(".chart-live svg text").first.wait_for()
    dark = set(page.evaluate(ink))
    page.get_by_title("Switch to light").click()
    page.wait_for_function(f"{ink}.length && !{ink}.includes('{min(dark)}')")
    page.locator("body:not(.dark)").wait_for()


def test_a_chapter_reads_without_a_network(book: Served, visit: Visit) -> None:
    """The page has its outputs, its questions and its charts, and asks nobody; the charts answer the mouse."""
    book.wait_for("/chapters/ch01/", 'class="lesson"')
    page = visit(height=1600)
    page.goto(book.page("/chapters/ch01/"))
    page.get_by_role("heading", name="Getting Started with Milvus").wait_for()
    page.get_by_text("grader check ch01/ex01").first.wait_for()
    page.locator("figure.chart").first.scroll_into_view_if_needed()
    page.locator(".chart-live svg").first.wait_for()
    page.locator(".chart-live svg path.mark-symbol, .chart-live svg .mark-symbol path").nth(3).hover(force=True)
    page.locator("#vg-tooltip-element.visible").wait_for()
    assert page.locator("iframe").count() == 0
    assert page.get_by_text("Predict first").count() == 0


def test_a_chapter_reads_without_a_script(book: Served, chromium: Any) -> None:
    """Charts are drawings, answers fold out, contents and anchors are there."""
    book.wait_for("/chapters/ch01/", 'class="lesson"')
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1200, "height": 1000})
    try:
        page = context.new_page()
        page.goto(book.page("/chapters/ch01/"))
        assert page.locator("figure.chart .chart-drawing svg").first.is_visible()
        answer = page.locator("details.gl-answer").first
        answer.locator("summary").click()
        answer.get_by_text("First.", exact=True).wait_for()
        assert page.locator(".md-sidebar--secondary a[href='#enter-milvus']").is_visible()
    finally:
        context.close()


def test_an_answer_on_a_page_is_remembered_on_this_device(book: Served, visit: Visit) -> None:
    """A prediction says at once whether it holds, a checkpoint gives the reason of the option, and both are there again later."""
    book.wait_for("/chapters/ch01/", 'class="lesson"')
    page = visit()
    page.goto(book.page("/chapters/ch01/"))
    guess = page.locator(".question[data-kind=predict]").first
    guess.get_by_role("radio").nth(0).check()
    guess.get_by_text("Not what happens.").wait_for()
    quiz = page.locator(".question[data-kind=checkpoint]").first
    quiz.get_by_role("radio").nth(0).check()
    assert quiz.locator(".gl-reasons > li:visible").count() == 1
    page.reload()
    page.locator(".question[data-kind=predict]").first.get_by_text("Not what happens.").wait_for()
    assert page.locator(".question[data-kind=predict]").nth(1).locator(".gl-told").text_content() == ""


def test_a_path_is_followed(book: Served, visit: Visit) -> None:
    """Chosen once, its chapters say how far one is and lead to the next; one that is not on it says nothing; it can be left."""
    page = visit()
    page.goto(book.page("/paths/"))
    page.get_by_role("button", name="Follow this path").nth(1).click()
    page.get_by_role("button", name="Stop following this path").wait_for()
    page.goto(book.page("/chapters/ch08/"))
    next_ = page.locator(".path-next")
    next_.get_by_text("8 of 17 on the path The operator. Next:").wait_for()
    next_.get_by_role("link", name="12 Time Travel").click()
    page.get_by_role("heading", name="Time Travel and Data Versioning", level=1).wait_for()
    page.goto(book.page("/chapters/ch25/"))
    page.get_by_role("heading", name="Future Directions", level=1).wait_for()
    assert page.locator(".path-next").text_content() == ""
    page.goto(book.page("/paths/"))
    page.get_by_role("button", name="Stop following this path").click()
    assert page.get_by_role("button", name="Follow this path").count() == 3


def test_what_was_missed_comes_back(book: Served, visit: Visit) -> None:
    """A wrong prediction stands under Review without its answer; right there, it is gone for today."""
    book.wait_for("/chapters/ch01/", 'class="lesson"')
    page = visit()
    page.goto(book.page("/chapters/ch01/"))
    page.locator(".question[data-kind=predict]").first.get_by_role("radio").nth(0).check()
    page.goto(book.page("/review/"))
    page.get_by_role("heading", name="Review", level=1).wait_for()
    again = page.locator("#questions-again .question")
    again.first.wait_for()
    assert again.count() == 1
    assert again.locator(".gl-told").text_content() == ""
    again.locator("input[data-right]").check()
    again.get_by_text("As you predicted.").wait_for()
    page.reload()
    page.get_by_text("Nothing comes back today.").wait_for()


def test_a_section_opens_live_at_the_same_place(book: Served, visit: Visit) -> None:
    """The link beside a heading leads to that heading in the live lesson, and the live lesson leads to its neighbors."""
    book.wait_for("/chapters/ch01/", 'class="lesson"')
    page = visit()
    page.goto(book.with_token("/chapters/ch01/"))
    page.locator("#why-milvus + .live-here a").click()
    heading = page.get_by_role("heading", name="Why Milvus?")
    heading.wait_for()
    page.wait_for_function("(() => { const top = document.getElementById('why-milvus')?.getBoundingClientRect().top; return top > -60 && top < 400 })()")
    page.get_by_role("link", name="Next →").click()
    page.get_by_role("heading", name="Understanding Vector Search", level=1).wait_for()


PHRASES = {
    "texts have been ranked by the angle": "ch01/#how-we-got-here-a-brief-history",
    "delete a directory tree": "ch01/#what-is-a-vector-database",
    "the oldest recipe that works": "ch02/#from-machine-learning-to-vector-search",
    "everything above them can be thrown away": "ch03/#storage-engine",
    "a part of a partition, at most": "ch04/#segments",
    "the divisor is how many there are to find": "ch05/#index-types-overview",
    "neither true nor false but unknown": "ch06/#what-a-filter-keeps-of-null",
    "a timeout of its own": "ch08/#connecting-to-a-milvus-instance",
    "whatever binds loosest stands on top": "ch09/#the-tree",
    "they do not cascade": "ch19/#the-form-of-milvus-25-and-later",
}


def test_search_finds_what_only_a_lesson_says(book: Served, visit: Visit) -> None:
    """Ten phrases lead to their sections, each among the first two pages that are found, small words or not."""
    from playwright.sync_api import TimeoutError as NotFound

    for chapter in {where[:4] for where in PHRASES.values()}:
        book.wait_for(f"/chapters/{chapter}/", 'class="lesson"', 600)
    site = ROOT / "build" / "site"
    assert "Predict</p>" not in (site / "search" / "search_index.json").read_text()  # a card's label would run into its first word
    assert json.loads((site / "progress.json").read_text()) is None  # a site that is only files has no reader, and no error in the console either
    found = {}
    for words in PHRASES:
        page = visit()
        page.goto(book.page("/"))
        page.locator(".md-search__input").click()
        page.keyboard.type(words)
        page.locator(".md-search-result__item").first.wait_for(state="attached")
        place = f".md-search-result__item:nth-child(-n+2) a.md-search-result__link[href*='/chapters/{PHRASES[words].partition('#')[0]}'][href$='#{PHRASES[words].partition('#')[2]}']"
        with contextlib.suppress(NotFound):  # what was found for half of the words stands there until the rest is answered
            page.locator(place).first.wait_for(state="attached", timeout=10_000)
        links = page.locator(".md-search-result__item:nth-child(-n+2) a.md-search-result__link")
        found[words] = [re.sub(r"\?[^#]*", "", a.get_attribute("href")).partition("/chapters/")[2] for a in links.all()]
        page.close()
    assert {words: where for words, where in PHRASES.items() if where not in found[words]} == {}


def test_a_milvus_ends_with_its_tab(tmp_path: Path, visit: Visit) -> None:
    """A reader's Milvus starts with the lesson and is gone some time after the tab; Ctrl-C ends the other one at once."""
    scratch = Path(tempfile.mkdtemp(prefix="t"))

    def held() -> int:
        return len([p for p in scratch.iterdir() if p.name.startswith("mv-")])

    try:
        with serving(MINICOURSE, tmp_path / "my", scratch=scratch) as served:
            page = visit()
            visit.live(page, served.with_token("/live/ch01/"))
            page.get_by_text("Milvus holds 5 rows").wait_for()
            assert held() >= 1
            page.close()
            until(lambda: held() == 0, 90)
            page = visit()
            visit.live(page, served.with_token("/live/ch01/"))
            page.get_by_text("Milvus holds 5 rows").wait_for()
            assert served.stop(signal.SIGINT) == 0
        assert list(scratch.iterdir()) == []
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def test_what_was_typed_last_is_what_counts(mini: Served, visit: Visit) -> None:
    """Fast typing on a slow machine, Check in between, edits outside and a second tab: nothing typed is lost, and a result says
    which text it judged.
    """
    file = mini.desk / "ch01" / "ex01_double.py"
    first, second = visit(), visit()
    for page in (first, second):
        visit.live(page, mini.with_token("/live/ch01/"))
        page.locator(EDITOR).first.wait_for()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    for round in range(2):
        text = f"# round {round}\n"
        _type(first, text)
        for number in range(40):  # letter by letter, as fast as the browser takes them
            first.keyboard.insert_text(f"x{number} = {number}\n")
            text += f"x{number} = {number}\n"
            if number == 20:
                first.get_by_role("button", name="Check").click()
                first.locator(EDITOR).first.click()
                first.keyboard.press("ControlOrMeta+End")
        until(lambda text=text: file.read_text() == text, 30)
        first.get_by_text("Judged: the text saved at").wait_for()
        until(lambda text=text: second.locator(EDITOR).first.inner_text().count(" = ") == 40, 30)  # the other tab shows it
        first.get_by_text("The file has changed since").wait_for()
        first.get_by_role("button", name="Check").click()
        first.get_by_text("The file has changed since").wait_for(state="detached")
        file.write_text(f"# outside {round}\n")
        for page in (first, second):
            page.locator(EDITOR, has_text=f"# outside {round}").wait_for()
    _type(second, RIGHT)
    until(lambda: file.read_text() == RIGHT, 30)
    first.locator(EDITOR, has_text="return 2 * x").wait_for()
    first.get_by_role("button", name="Check").click()
    first.get_by_text("2 of 2 points").wait_for()
    assert file.read_text() == RIGHT

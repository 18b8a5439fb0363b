"""What a reader does, in a real Chromium: from the front page to a green check, on a desk and on a phone."""

from __future__ import annotations

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
    page.get_by_role("link", name="Open the live lesson").click()
    page.get_by_role("heading", name="Meet Milvus", level=1).wait_for()
    assert page.url == book.page("/live/ch01/")
    page.get_by_role("link", name="Chapter page").click()
    page.get_by_role("heading", name="What you will be able to do").wait_for()


def test_a_slider_changes_what_milvus_does(book: Served, visit: Visit) -> None:
    """Chapter 1: a prediction is answered, the demonstration runs, and the limit decides how many hits come back."""
    page = visit(height=1400)
    page.goto(book.with_token("/live/ch01/"))
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
    page.goto(book.with_token("/live/ch01/"))
    page.get_by_role("region", name=re.compile("erase a folder.*no line")).get_by_role("button", name="Skip").click()
    box = page.get_by_label("What do you want to do?")
    box.wait_for()
    page.locator("marimo-vega, .vega-embed").first.wait_for()
    if os.environ.get("GRADER_SCREENSHOT") == "1":
        page.set_viewport_size({"width": 1200, "height": 860})
        box.evaluate("e => e.scrollIntoView({block: 'start'})")
        page.add_style_tag(content="#course-home, [data-testid='notebook-actions'] { visibility: hidden }")
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
    page.goto(mini.with_token("/live/ch01/"))
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
    page.goto(mini.with_token("/live/ch01/"))
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


def test_hints_come_one_at_a_time(mini: Served, visit: Visit) -> None:
    """Each press shows one step more."""
    page = visit()
    page.goto(mini.with_token("/live/ch01/"))
    page.locator(EDITOR).first.wait_for()
    page.get_by_role("button", name="Hint").click()
    page.get_by_text("Twice.").wait_for()
    assert page.get_by_text("Multiplication does it.").count() == 0
    page.get_by_role("button", name="Hint").click()
    page.get_by_text("Multiplication does it.").wait_for()


def test_a_change_made_elsewhere_appears(mini: Served, visit: Visit) -> None:
    """Another editor saves the file: the panel shows it."""
    page = visit()
    page.goto(mini.with_token("/live/ch01/"))
    page.locator(EDITOR).first.wait_for()
    (mini.desk / "ch01" / "ex01_double.py").write_text("# from another editor\n")
    page.locator(EDITOR, has_text="# from another editor").wait_for()


def test_two_versions_are_both_kept_until_you_choose(mini: Served, visit: Visit) -> None:
    """Typing here over a file that changed there overwrites nothing; either version can be chosen."""
    file = mini.desk / "ch01" / "ex01_double.py"
    page = visit()
    page.goto(mini.with_token("/live/ch01/"))
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
    page.goto(mini.with_token("/live/ch01/"))
    quiz = page.get_by_role("region", name=re.compile("double of"))
    quiz.get_by_role("radio").nth(2).click()
    page.get_by_text("That is a string.").wait_for()
    page.get_by_role("region", name=re.compile("double of")).get_by_role("radio").nth(1).click()
    page.get_by_text("Two and two.").wait_for()


def test_a_prediction_is_remembered(mini: Served, visit: Visit) -> None:
    """What was answered stands open when the lesson is opened again."""
    page = visit()
    page.goto(mini.with_token("/live/ch01/"))
    page.get_by_text("three times").wait_for()
    if page.get_by_text("Predict first").count():
        page.get_by_role("region", name=re.compile("How often")).get_by_role("radio").nth(1).click()
        page.get_by_text("Not what happens").wait_for()
    again = visit()
    again.goto(mini.with_token("/live/ch01/"))
    again.get_by_text("The demonstration ran.").wait_for()
    again.get_by_text("Not what happens").wait_for()


def test_everything_by_keyboard(mini: Served, visit: Visit) -> None:
    """Tab, arrows, space and enter reach a slider, a question and Check."""
    page = visit()
    page.goto(mini.with_token("/live/ch01/"))
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
    """The static lesson inside a chapter's page is dark when the page is, also after the switch is pressed."""
    book.wait_for("/lessons/ch01/", "__MARIMO_MOUNT_CONFIG__")
    page = visit(scheme="dark")
    page.goto(book.page("/chapters/ch01/"))
    inside = page.frame_locator("iframe.lesson")
    inside.locator("body.dark").wait_for()
    page.get_by_title("Switch to light").click()
    inside.locator("body:not(.dark)").wait_for()


def test_the_static_lesson_reads_without_a_network(book: Served, visit: Visit) -> None:
    """The copy to read has its outputs, its open answers and its charts, and asks nobody."""
    book.wait_for("/lessons/ch01/", "__MARIMO_MOUNT_CONFIG__")
    page = visit(height=1600)
    page.goto(book.page("/lessons/ch01/"))
    page.get_by_role("heading", name="Getting Started with Milvus").wait_for()
    page.get_by_text("grader check ch01/ex01").first.wait_for()
    page.locator(".vega-embed").first.wait_for()
    assert page.get_by_text("Predict first").count() == 0


def test_a_milvus_ends_with_its_tab(tmp_path: Path, visit: Visit) -> None:
    """A reader's Milvus starts with the lesson and is gone some time after the tab; Ctrl-C ends the other one at once."""
    scratch = Path(tempfile.mkdtemp(prefix="t"))

    def held() -> int:
        return len([p for p in scratch.iterdir() if p.name.startswith("mv-")])

    try:
        with serving(MINICOURSE, tmp_path / "my", scratch=scratch) as served:
            page = visit()
            page.goto(served.with_token("/live/ch01/"))
            page.get_by_text("Milvus holds 5 rows").wait_for()
            assert held() >= 1
            page.close()
            until(lambda: held() == 0, 90)
            page = visit()
            page.goto(served.with_token("/live/ch01/"))
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
        page.goto(mini.with_token("/live/ch01/"))
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

"""What marimo would draw, as plain HTML; and a lesson's document in its page."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import altair as alt
import marimo as mo
import pytest
from bs4 import BeautifulSoup
from marimo._output.formatting import as_html

import grader.lesson as course
from grader import course as course_module
from grader.site.pages import crossing, document, glossary
from grader.site.reading import charts, elements, run
from tests.conftest import ROOT


def _plain(shown: object) -> str:
    return elements.plain(as_html(shown).text, {})


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", text)).strip()


@pytest.mark.parametrize(
    ("control", "says"),
    [
        (lambda: mo.ui.slider(1, 9, value=4, label="`k`"), "k 4"),
        (lambda: mo.ui.slider(steps=[1, 10, 100], value=10, label="nprobe"), "nprobe 10"),
        (lambda: mo.ui.range_slider(0, 9, value=[2, 5], label="ring"), "ring 2 to 5"),
        (lambda: mo.ui.number(1, 9, value=3, label="rows"), "rows 3"),
        (lambda: mo.ui.dropdown(["L2", "IP"], value="IP", label="Metric"), "Metric IP"),
        (lambda: mo.ui.dropdown(["L2", "IP"], label="Metric"), "Metric none"),
        (lambda: mo.ui.multiselect(["a<b", "c"], value=["a<b", "c"], label="Both"), "Both a&lt;b, c"),
        (lambda: mo.ui.radio(["x", "y"], value="y", label="Which"), "Which y"),
        (lambda: mo.ui.switch(value=True, label="Sorted"), "Sorted on"),
        (lambda: mo.ui.checkbox(value=False, label="Sorted"), "Sorted off"),
        (lambda: mo.ui.text(value="erase a folder", label="Ask"), "Ask erase a folder"),
        (lambda: mo.ui.button(label="Measure"), "Measure"),
    ],
)
def test_a_control_shows_the_state_of_the_run(control: object, says: str) -> None:
    """Its label and its value, and it leads to the live lesson."""
    text = _plain(control())
    assert _words(text) == says
    assert 'href="live:"' in text
    assert "marimo" not in text


def test_nothing_of_marimos_is_left_in_layouts() -> None:
    """Layouts, folded parts, tabs, call-outs, code and charts, one within another."""
    chart = alt.Chart(alt.Data(values=[{"a": 1, "b": 2}])).mark_point().encode(x="a:Q", y="b:Q")
    chart = chart.properties(width="container", description='a "chart" <of> two')
    alt.renderers.enable("mimetype")  # as `run` does; what a layout holds is made when the layout is
    try:
        shown = mo.hstack([
            mo.accordion({"Read the *model*": mo.vstack([mo.md("**bold** [x](#y)\n\n| a |\n|---|\n| 1 |"), chart])}),
            mo.ui.tabs({"Python": mo.md("one"), "Go": mo.ui.slider(1, 3, label="deep")}),
            mo.callout(mo.md("connected"), kind="success"),
            mo.ui.code_editor("course.after(x)\nmo.plain_text(f'{1 < 2}')\n", language="python", disabled=True),
        ])  # fmt: skip
        text = _plain(shown)
    finally:
        alt.renderers.enable("default")
    assert "<marimo" not in text
    assert "<details class=\"folded\"><summary>Read the <em>model</em></summary>" in text
    assert text.count('class="tabbed-block"') == 2
    assert "deep 1" in _words(text)
    assert '<div class="admonition success">' in text
    assert "course.after" not in text
    assert "print ( f" in _words(text)
    assert [e["aria-label"] for e in BeautifulSoup(text, "html.parser").find_all(role="img")] == ['a "chart" <of> two']
    assert "viewBox" in text
    spec = re.search(r'<script class="chart-spec" type="application/json">(.*?)</script>', text, re.DOTALL)
    assert spec
    assert json.loads(spec[1])["width"] == "container"
    assert '<div class="table-scrolls" tabindex="0"><table class="data">' in text


def test_an_element_that_nobody_taught_is_named() -> None:
    """Better no page than a page with a hole."""
    with pytest.raises(elements.NotShown, match="<marimo-hologram>.*elements.py"):
        elements.plain("<p>x</p><marimo-hologram data-x='1'></marimo-hologram>", {})


def test_a_style_stands_once() -> None:
    """Cards carry their style each; a page holds it one time."""
    styles: dict[str, None] = {}
    first = elements.plain("<style>.a{color:red}</style><p>1</p>", styles)
    second = elements.plain("<style>.a{color:red}</style><p>2</p>", styles)
    assert (first, second, list(styles)) == ("<p>1</p>", "<p>2</p>", [".a{color:red}"])


def test_a_drawing_takes_the_ink_of_its_page() -> None:
    """Letters, axes and legends are `currentColor`; no mark keeps its own words, the whole has one."""
    spec = {"data": {"values": [{"a": 1, "b": "x"}]}, "mark": "point", "description": "d",
            "encoding": {"x": {"field": "a", "type": "quantitative"}, "shape": {"field": "b", "type": "nominal"}}}  # fmt: skip
    text = charts.figure(spec)
    drawn = set(re.findall(r'<text[^>]*fill="([^"]+)"', text))
    assert drawn == {"currentColor"}
    assert text.count("aria-") == 1


def test_what_a_chart_says_ends_no_script() -> None:
    """A closing tag in the data stays data."""
    text = charts.figure({"data": {"values": [{"a": "</script><script>alert(1)</script>"}]}, "mark": "point", "description": "d"})
    assert text.count("</script>") == 1


def test_headings_get_anchors_and_the_way_into_the_live_lesson() -> None:
    """Sections open live at the same place, and a control at the section that it stands in; the title is the page's."""
    made = document.Document(
        ("lite 1",),
        ("p{}",),
        (
            '<div class="prose"><h1 id="t">T</h1></div>',
            '<a class="control" href="live:">a</a>',
            '<div class="prose"><h2 id="one-two">One <code>two</code></h2></div>',
            '<a class="control" href="live:">b</a><h3 id="ex01">1. Do</h3>',
            '<h2 id="three">Three &amp; more</h2>',
        ),
    )
    assert [(h.level, h.id, h.title) for h in made.headings] == [
        (2, "one-two", "One two"),
        (3, "ex01", "1. Do"),
        (2, "three", "Three & more"),
    ]
    text = made.html("../../live/ch01/")
    assert "<h1" not in text
    assert re.findall(r'class="control" href="([^"]*)"', text) == ["../../live/ch01/", "../../live/ch01/#one-two"]
    assert text.count("Open this section live") == 2
    assert '<h3 id="ex01">1. Do<a class="headerlink" href="#ex01"' in text


def test_a_question_on_a_page_can_be_answered() -> None:
    """One radio button an option, the right one marked for the script, the answer folded for whoever has none."""
    asked = course.predict("Is `{x}` *x*?", ["yes & so on", "**no**"], "**no**", "Because `{}`.")
    text = elements.plain(asked.page(), {})
    assert re.findall(r"<input([^>]*)>", text)[0].count("data-right") == 0
    assert re.findall(r"<input([^>]*)/?>", text)[1].count("data-right") == 1
    assert "yes &amp; so on" in text
    folded = text[text.index("<details") :]
    assert "<p><strong><span><strong>no</strong></span>.</strong></p>" in folded, "a block within a paragraph ends it"
    assert "Because" in folded
    assert "Because" not in text[: text.index("<details")]
    quiz = elements.plain(course.quiz("Which?", {"one": "too few", "two": "just right"}, answer="two").page(), {})
    assert quiz.count("<li data-option=") == 2
    assert quiz.index("too few") > quiz.index("<details")


def test_a_term_is_explained_where_a_section_uses_it_first() -> None:
    """Once a section, in prose only: no code, link, heading or table, no part of another word, the case of a metric kept."""
    terms = (
        glossary.Term("segment", "A unit of `rows`.", "ch03", ("segment", "segments")),
        glossary.Term("growing segment", "Still takes rows.", "ch03", ("growing segment",)),
        glossary.Term("IP", "Inner product.", "ch02", ("IP",)),
        glossary.Term("HTTP API", "Over HTTP.", "ch10", ("HTTP API", "REST")),
        glossary.Term("rows", "Of another chapter.", "ch08", ("rows",), local=True),
    )
    made = document.Document(
        (),
        (),
        (
            '<div class="prose"><h2 id="a">segment</h2><p><code>segment</code> subsegment, ip. Segments and a growing segment, IP, segment.</p></div>',
            '<div class="prose"><p>One more segment, <a href="#x">IP</a>.</p></div>',
            "<p>not prose: segment</p>",
            '<div class="prose"><h2 id="b">B</h2><p>segment, the rest of the rows</p><table><tr><td>IP</td></tr></table></div>',
        ),
    )
    text = made.html("live/", glossary.explainer(terms))
    assert re.findall(r'<abbr title="([^"]*)">([^<]*)</abbr>', text) == [
        ("A unit of rows.", "Segments"),
        ("Still takes rows.", "growing segment"),
        ("Inner product.", "IP"),
        ("A unit of rows.", "segment"),
    ]


def test_every_term_of_the_glossary_stands_in_the_chapter_that_teaches_it() -> None:
    """No entry for what nobody can read about; no two entries for one form."""
    book = course_module.load(ROOT)
    terms = glossary.read(ROOT)
    assert len(terms) > 40
    for term in terms:
        chapter = book.chapter(term.chapter)
        source = chapter.lesson_path.read_text(encoding="utf-8").lower()
        assert any(form.lower() in source for form in term.forms), f"{term.name} is not in {chapter.id}"
        assert term.means.endswith("."), term.name
    forms = [form.lower() for term in terms for form in term.forms]
    assert len(forms) == len(set(forms))


def test_a_chart_without_words_is_no_chart() -> None:
    """Whoever does not see it would be told nothing."""
    with pytest.raises(ValueError, match="has no words"):
        charts.figure({"data": {"values": []}, "mark": "point"})


def _layered(title: str | None) -> alt.LayerChart:
    rows = alt.Data(values=[{"a": 1, "b": 2, "limit": 1}])
    named = {} if title is None else {"title": title}
    points = alt.Chart(rows).mark_point().encode(x=alt.X("a:Q", **named), y="b:Q")
    rule = alt.Chart(rows).mark_rule().encode(x=alt.X("limit:Q", **named))
    return (points + rule).properties(description="points and a limit")


def test_an_axis_has_one_name() -> None:
    """Two layers join the names of their fields; a title with a comma of its own is none of these."""
    with pytest.raises(ValueError, match="names of two fields, 'a, limit'"):
        charts.figure(_layered(None).to_dict())
    assert "films, the best first" in charts.figure(_layered("films, the best first").to_dict())


def test_a_legend_stands_once() -> None:
    """Color and shape of one field are one legend only where their scales agree."""
    base = alt.Chart(alt.Data(values=[{"a": 1, "is": "cut"}, {"a": 2, "is": "shot"}])).mark_point().properties(description="two marks")
    color = alt.Color("is:N", title=None, scale=alt.Scale(domain=["shot", "cut"]))
    with pytest.raises(ValueError, match="'cut' is in two legends"):
        charts.figure(base.encode(x="a:Q", color=color, shape=alt.Shape("is:N", title=None)).to_dict())
    same = alt.Shape("is:N", title=None, scale=alt.Scale(domain=["shot", "cut"]))
    assert charts.figure(base.encode(x="a:Q", color=color, shape=same).to_dict()).count(">cut<") == 1


def test_references_lead_to_their_places() -> None:
    """Chapters, appendices and exercises; not what is no place, not the chapter itself, nothing in code, headings or links."""
    whole = course_module.load(ROOT)
    lead = crossing.linker(whole, whole.chapter("ch05"))
    text = lead(
        "<p>See chapter 12, chapters 4, 6 and 5, Appendix B (chapter 99, chapter 5) or <a href='x'>chapter 3</a>, <code>chapter 3</code>.</p><h2>Chapter 3</h2>"
        "<p>Exercise 2 or exercise 4 of chapter 7, not exercise 99. In chapter 3, 7 rows. Chapters 21 to 24.</p>"
    )
    assert re.findall(r'<a class="crossing" href="([^"]+)">([^<]+)</a>', text) == [
        ("../ch12/", "chapter 12"), ("../ch04/", "4"), ("../ch06/", "6"), ("../appB/", "Appendix B"),
        ("#ex02", "Exercise 2"), ("../ch07/#ex04", "exercise 4 of chapter 7"), ("../ch03/", "chapter 3"), ("../ch21/", "21"), ("../ch24/", "24"),
    ]  # fmt: skip


def test_a_long_name_in_a_table_may_break() -> None:
    """Its dots are where; a short name, and one outside of tables, stays in one piece."""
    text = _plain(mo.md("`quotaAndLimits.limitWriting.forceDeny`\n\n| a | b |\n|---|---|\n| `quotaAndLimits.limitWriting.forceDeny` | `a.b` |"))
    assert text.count("<wbr/>") == 2
    assert "quotaAndLimits.<wbr/>limitWriting.<wbr/>forceDeny</code></td>" in text


LESSON = '''
import marimo

app = marimo.App()


@app.cell(hide_code=True)
def _():
    import marimo as mo

    hidden = "only the kitchen sees this"
    return (mo,)


@app.cell
def _():
    def doubled(n):
        return 2 * n
    return (doubled,)


@app.cell
def _(doubled, mo):
    mo.show_code(mo.plain_text(f"{doubled(21)}"))
    return


@app.cell
def test_it(doubled):
    assert doubled(1) == 2
    return


@app.cell
def _(mo):
    long = [
LINES
    ]
    mo.plain_text(f"{len(long)} lines")
    return
'''


def test_open_code_stands_on_the_page_once(tmp_path: Path) -> None:
    """What a reader of the live lesson sees as code, a reader of the page sees too: before what it shows, and folded where it is long."""
    lesson = tmp_path / "shown.py"
    lesson.write_text(LESSON.replace("LINES", "\n".join(f"        {n}," for n in range(40))))
    parts = [_words(part) for part in run.document(run.outputs(lesson))["parts"]]
    text = " ".join(parts)
    assert text.count("def doubled") == 1
    assert text.count("doubled ( 21 )") == 1
    assert "42" in text
    assert "kitchen" not in text
    assert "assert" not in text
    assert parts[-2].startswith("The code of this step: 43 lines")
    assert parts[-1] == "40 lines"


def test_lessons_print_nothing_that_a_page_would_miss() -> None:
    """A page has what cells show. What a cell prints is in the live lesson only, unless `mo.show_code` or `mo.plain_text` shows it."""
    printing = []
    for lesson in sorted((ROOT / "lessons").glob("*.py")):
        for cell in ast.parse(lesson.read_text(encoding="utf-8")).body:
            if not (isinstance(cell, ast.FunctionDef) and cell.decorator_list):
                continue
            waiting: list[ast.AST] = [*cell.body]
            while waiting:
                node = waiting.pop()
                if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
                    continue
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                    printing.append(f"{lesson.name}:{node.lineno}")
                waiting += ast.iter_child_nodes(node)
    assert printing == []

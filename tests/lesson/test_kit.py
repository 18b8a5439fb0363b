"""What chapters show again and again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import altair as alt
import pytest
from bs4 import BeautifulSoup

import grader.lesson as course
from grader.lesson import mode

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_table_scrolls_and_has_a_name() -> None:
    """Head and rows as Markdown; the region can be reached by keyboard and says what it is."""
    text = course.table("`nprobe` / recall@10", ["|1|0.5|", "|8|**0.9**|"]).text
    assert re.findall(r"<th[^>]*>(.*?)</th>", text) == ["<code>nprobe</code>", "recall@10"]
    assert re.findall(r"<td[^>]*>(.*?)</td>", text) == ["1", "0.5", "8", "<strong>0.9</strong>"]
    assert "tabindex='0' role='group' aria-label='Table: `nprobe` / recall@10'" in text


def test_a_chart_has_words_and_is_as_wide_as_its_page() -> None:
    """What is said of it goes into the specification, from which pages take it."""
    spec = course.chart(alt.Chart(alt.Data(values=[])).mark_point(), 200, "Recall over nprobe", columns=2).to_dict()
    assert (spec["width"], spec["height"], spec["description"]) == ("container", 200, "Recall over nprobe")
    assert spec["config"]["legend"]["columns"] == 2


def test_what_no_milvus_here_answers_is_shown_as_it_was_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record carries the Milvus that said it, and nothing is run."""
    (tmp_path / "book.toml").write_text('title = "x"\n')
    (tmp_path / "lessons" / "recorded").mkdir(parents=True)
    (tmp_path / "lessons" / "recorded" / "x.json").write_text('{"milvus": "server 2.3.5", "text": "It said **so**."}')
    monkeypatch.setenv("GRADER_COURSE", str(tmp_path))
    shown = course.on_server("x", [], lambda *_: pytest.fail("it was run"), config="nonsense")
    assert "server 2.3.5" in shown.text
    assert "<strong>so</strong>" in shown.text
    assert "To run it here: <code>" in shown.text


def test_colors_can_be_told_apart() -> None:
    """Four of them, none twice."""
    assert len({course.TEAL, course.ORANGE, course.PURPLE, course.GREY}) == 4


def test_what_a_lesson_says_to_its_milvus_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every call, once; a reply that is lost is one, and nothing is left behind."""
    ends: list[Callable[[], object]] = []
    monkeypatch.setattr(mode, "when_session_ends", ends.append)
    wire = course.tapped(course.milvus(needs=["crud"]))
    client = wire.client()
    client.create_collection("heard", dimension=4)
    assert "CreateCollection" in [call.method for call in wire.heard()]
    assert wire.heard() == []
    wire.tap.bend("Insert", 1, lose_reply=True)
    client.insert("heard", [{"id": 1, "vector": [1.0, 0.0, 0.0, 0.0]}])
    assert [(c.method, c.status) for c in wire.heard() if c.method == "Insert"] == [("Insert", "LOST"), ("Insert", "OK")]
    client.insert("heard", [{"id": i, "vector": [1.0, 0.0, 0.0, 0.0], "text": "word " * 200} for i in range(2, 9)])

    def search(*fields: str) -> object:
        return client.search("heard", data=[[1.0, 0.0, 0.0, 0.0]], limit=7, output_fields=list(fields))

    _, (bare,) = wire.during(lambda: search("id"), "Search")
    _, (texts,) = wire.during(lambda: search("text"), "Search")
    assert bare.params["topk"] == 7
    assert texts.received > bare.received + 6 * 1000 > 6 * 1000
    folder = Path(wire.uri.removeprefix("unix:")).parent
    assert folder.is_dir()
    for end in reversed(ends):
        end()
    assert not folder.exists()


def test_code_stays_as_it_is() -> None:
    """marimo's Markdown indents a line of YAML that begins with a dash, as if it were a list in a sentence; this does not."""
    text = "groups:\n  - name: lesson\n    rules:\n      - alert: Down\n        expr: up == 0"
    assert BeautifulSoup(course.code(text, "yaml").text, "html.parser").get_text() == text + "\n"


def test_no_lesson_shows_a_list_of_yaml_as_markdown() -> None:
    lessons = Path(__file__).parents[2] / "lessons"
    assert [p.name for p in sorted(lessons.glob("*.py")) if re.search(r"```ya?ml", p.read_text(encoding="utf-8"))] == []

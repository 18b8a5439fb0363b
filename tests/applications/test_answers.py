"""The answers of chapter 23: its parts, its number, a busy day, a restart, and a visit in a browser."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymilvus import MilvusClient

from applications import serve
from applications.answers import data, judge, model, rank, store
from tests.applications.conftest import started


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MilvusClient]:
    """A Milvus Lite with the handbook in it."""
    with serve.milvus(tmp_path_factory.mktemp("answers") / "milvus") as uri:
        made = MilvusClient(uri=uri)
        store.fill(made)
        yield made
        made.close()


def test_sentences_and_chunks_lose_nothing() -> None:
    """Every sentence is in a chunk, none is torn, none of several sentences is too long."""
    for page in data.pages():
        spans = data.sentences(page.text)
        assert "".join(page.text[a:b] for a, b in spans).replace(" ", "") == "".join(page.text.split())
        for size in (80, 800):
            found = data.chunks(page.text, size)
            assert all(any(a <= s and e <= b for a, b in found) for s, e in spans)
            assert all(b - a <= size or (a, b) in spans for a, b in found)
    assert data.chunks("", 100) == data.chunks(" \n", 100) == []


def test_a_signature_estimates_jaccard() -> None:
    """128 entries, the same in every process; equal places are near the share of shared shingles."""
    one = "the quick brown fox jumps over the lazy dog and runs far away from here into the dark green wood"
    other = one.replace("lazy", "sleepy")
    assert len(model.signature(one)) == 128
    assert model.signature("") == {}
    assert min(model.signature("amber anchor apron")) == 14168925, "a stored signature has to be the same tomorrow"
    equal = len(model.signature(one).keys() & model.signature(other).keys()) / 128
    assert abs(equal - model.jaccard(model.shingles(one), model.shingles(other))) < 0.12


def test_the_judge_holds_its_number(client: MilvusClient) -> None:
    """Of 40 held-out questions: hardly a wrong answer, and silence on every question without one."""
    result = judge.judge(client)
    sure, always = result["best quotation, if sure"], result["best quotation, always"]
    assert sure["right"] >= 11
    assert sure["wrong"] <= 3
    assert sure["silent, rightly"] >= 11
    assert always["wrong"] >= 20
    assert result["first sentence, always"]["right"] < always["right"]
    assert abs(judge.least(client) - rank.LEAST) < 0.1


@pytest.mark.parametrize("question", ["", "   ", "?!", "the of and", "x" * 5000, "日本語の質問", '"; drop --', "🦊"])
def test_absurd_questions_are_no_error(client: MilvusClient, question: str) -> None:
    """There is no answer, and nothing breaks."""
    found = rank.quotations(question, store.search(client, question), store.rare())
    assert rank.decide(found, rank.LEAST) is None
    assert store.alike(client, question) == [] or question.strip()


def test_every_quotation_can_be_looked_up(client: MilvusClient) -> None:
    """page[start:end] is the quotation."""
    pages = {page.topic: page.text for page in data.pages()}
    for question in data.questions("held")[:10]:
        for one in rank.quotations(question.text, store.search(client, question.text), store.rare())[:20]:
            assert pages[one.topic][one.start : one.end] == one.text


def test_near_duplicates_are_left_out(client: MilvusClient) -> None:
    """No passage is kept twice, and what was left out is there in other words."""
    rows = store.passages()
    assert len(store.passages(distinct=False)) > len(rows) + 15
    for row in rows[::25]:
        others = [hit for hit in store.alike(client, row["text"], 5) if hit["id"] != row["id"]]
        assert all(model.jaccard(model.shingles(row["text"]), model.shingles(hit["text"])) < store.SAME for hit in others)


def test_searches_while_rows_are_written(client: MilvusClient) -> None:
    """A thousand searches beside writes of the same rows: each finds its passages."""
    rows, errors = store.passages()[:40], []
    done = threading.Event()

    def write() -> None:
        try:
            while not done.is_set():
                store.write(client, rows)
        except Exception as error:
            errors.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        queries = model.embed(["what does pass do", "raise without an exception"]).tolist()
        for _ in range(500):
            found = client.search(store.PASSAGES, data=queries, anns_field="meaning", limit=3)
            assert [len(hits) for hits in found] == [3, 3]
    finally:
        done.set()
        writer.join(30)
    assert errors == []
    assert int(client.query(store.PASSAGES, filter="", output_fields=["count(*)"])[0]["count(*)"]) == len(store.passages())


def test_a_start_after_half_a_fill_makes_it_whole(tmp_path: Path) -> None:
    """What was interrupted is finished by the next start, and nothing is doubled."""
    with serve.milvus(tmp_path / "milvus") as uri:
        made = MilvusClient(uri=uri)
        store.create(made)
        store.write(made, store.passages()[:100])
        made.close()
    with serve.milvus(tmp_path / "milvus") as uri:
        made = MilvusClient(uri=uri)
        assert store.fill(made) == len(store.passages())
        assert int(made.query(store.PASSAGES, filter="", output_fields=["count(*)"])[0]["count(*)"]) == len(store.passages())
        made.close()


@pytest.mark.browser
@pytest.mark.soak
def test_a_visit(visit: Any, scratch: Path) -> None:
    """Ask something that is there, something that is not, and nothing, on a desk and on a phone."""
    with started("answers", scratch=scratch) as app:
        assert app.url, app.said
        for width in (1200, 390):
            page = visit(width)
            page.goto(app.url)
            page.wait_for_selector("#answer", timeout=60_000)
            assert "subclass of" in page.text_content("#answer")
            field = page.locator("input[type=text]").first
            for question, words in (("Who painted the Mona Lisa?", "does not say it"), ("When is __debug__ False?", "optimization"), ("", "Type a question")):
                field.fill(question)
                field.press("Enter")
                page.wait_for_function("words => document.querySelector('#answer')?.textContent.includes(words)", arg=words, timeout=30_000)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
            field.fill("Can a raw string end with a backslash?")
            field.press("Enter")
            page.wait_for_function("document.querySelector('#answer')?.textContent.includes('odd number')", timeout=30_000)
            if folder := os.environ.get("APPLICATION_PICTURES"):
                page.screenshot(path=f"{folder}/answers-{width}.png", full_page=True)

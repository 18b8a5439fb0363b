"""The cards of Appendix D: each has a symptom that is produced, and Milvus Lite still says what was recorded."""

from __future__ import annotations

import re

import pytest

import grader.lesson as course
from scripts.symptoms import cards, lite, server, shortened


def test_each_card_is_produced_and_each_symptom_has_a_card() -> None:
    """Cards, functions and the record name the same symptoms; each card says where its cause is taught."""
    produced = lite.ALL.keys() | server.DEFAULT.keys() | server.AUTH.keys() | server.TLS.keys()
    assert cards.cards().keys() == produced
    assert set().union(*cards.recorded().values()) == produced
    assert all(re.fullmatch(r"ch\d\d", c.chapter) and c.says and c.cause and c.cure for c in cards.cards().values())


def test_each_held_out_wording_has_a_card_and_no_complaint_stands_on_it() -> None:
    said = [wording for wording, _, _ in cards.judged()]
    assert len(set(said)) == len(said) >= 70
    for wording, kind, card in cards.judged():
        assert kind in ("message", "complaint")
        assert kind == "message" or wording.lower() not in cards.cards()[card].text.lower()


def test_what_differs_from_run_to_run_is_taken_out() -> None:
    text = shortened("no http://h:1/x nor unix:/tmp/a, 127.0.0.1:4711 nor localhost:45257, dml_6_470821501910785688v0\n  but localhost:19530")
    assert text == "no ADDRESS nor ADDRESS, ADDRESS nor ADDRESS, dml_6_NUMBERv0 but localhost:19530"


@pytest.mark.soak
def test_lite_still_says_what_the_cards_say() -> None:
    """All of them, those included that need a process of their own."""
    milvus = course.milvus(["crud", "filters", "partitions", "aliases", "dynamic"])
    client = milvus.client()
    try:
        now = {name: symptom(client) for name, symptom in lite.ALL.items()}
    finally:
        lite.drop(client)
        client.close()
    old = cards.recorded()["lite 3.2.2"]
    changed = [f"{name}: was {old[name]!r}, is {text!r}" for name, text in now.items() if old[name] != text]
    assert changed == [], "python -m scripts.symptoms --record, then read the cards again"

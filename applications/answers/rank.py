"""From passages to an answer: which sentences to quote, how sure that they answer, and when to say nothing. Pure functions.

A quotation is one sentence, or two that follow each other in a paragraph. Its confidence adds up three things: the cosine of its vector with the question's, and which share
of the question's terms it has, and its passage has, each term weighted by how rare it is.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from applications.answers import data, model

LONGEST = 400
"""Characters of a quotation of two sentences."""
LEAST = 2.0
"""The confidence from which the page answers: what `judge.py` found on the questions that choose."""
UNKNOWN = 7.0
"""What a term counts that stands in no passage: more than any that does."""


@dataclass(frozen=True)
class Quotation:
    """Sentences of a page: `page[start:end]` is `text`."""

    topic: str
    title: str
    start: int
    end: int
    text: str
    confidence: float


def share(asked: set[str], there: set[str], rare: Mapping[str, float]) -> float:
    """Which share of the asked terms is there, weighted by rarity; 0 if nothing was asked."""
    whole = sum(rare.get(term, UNKNOWN) for term in asked)
    return sum(rare.get(term, UNKNOWN) for term in asked & there) / whole if whole else 0.0


def windows(text: str) -> list[data.Span]:
    """Each sentence, and each two that follow each other in a paragraph and are not too long to quote."""
    spans = data.sentences(text)
    pairs = [(a, d) for (a, b), (c, d) in itertools.pairwise(spans) if d - a <= LONGEST and "\n" not in text[b:c]]
    return spans + pairs


def quotations(question: str, passages: Sequence[Mapping[str, Any]], rare: Mapping[str, float], weights: tuple[float, float, float] = (1, 1, 1)) -> list[Quotation]:
    """Every quotation that the passages allow, the most confident first; of equal ones the earlier passage's."""
    asked = model.terms(question)
    if not asked:
        return []
    query = model.embed([question])[0]
    spans = [(row, start, end) for row in passages for start, end in windows(row["text"])]
    vectors = model.embed(row["text"][start:end] for row, start, end in spans)
    whole = {row["id"]: share(asked, model.terms(f"{row['title']} {row['text']}"), rare) for row in passages}
    found = []
    for (row, start, end), vector in zip(spans, vectors, strict=True):
        text = row["text"][start:end]
        sure = weights[0] * float(vector @ query) + weights[1] * share(asked, model.terms(text), rare) + weights[2] * whole[row["id"]]
        found.append(Quotation(row["topic"], row["title"], row["start"] + start, row["start"] + end, text, sure))
    order = np.argsort([-one.confidence for one in found], kind="stable")
    return [found[place] for place in order]


def decide(found: Sequence[Quotation], least: float) -> Quotation | None:
    """The most confident quotation, or None where it is not confident enough."""
    return found[0] if found and found[0].confidence >= least else None


def threshold(confidences: Sequence[float], right: Sequence[bool], wrong_costs: float = 1.0) -> float:
    """The confidence from which answering pays on judged questions.

    Args:
        confidences: of the best quotation of each question.
        right: whether it answers.
        wrong_costs: what a wrong answer costs, where a right one gains 1 and none gains 0.

    Returns:
        The middle of the gap at which gain minus cost is largest; infinity where answering never pays.
    """
    order = np.argsort(-np.asarray(confidences, float), kind="stable")
    gains = np.cumsum([1.0 if right[place] else -wrong_costs for place in order])
    if not len(gains) or gains.max() <= 0:
        return float("inf")
    last = int(np.argmax(gains))
    here = confidences[order[last]]
    after = confidences[order[last + 1]] if last + 1 < len(order) else here - 0.1
    return float((here + after) / 2)

"""What is shipped: 59 pages of Python's own handbook, and 80 judged questions to it; and how a page is cut.

The pages are the help topics of CPython (PSF License Version 2). `lessons/data/handbook.NOTICE` has the conditions, `lessons/data/make_handbook.py` and
`make_handbook_judged.py` make the files.
"""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "lessons" / "data"
# A sentence ends at . ? or ! with what closes after it, if a capital or a quote follows; an empty line ends one too.
SENTENCE = re.compile(r"\S.*?(?:[.?!][)”\"]*(?=\s+[A-Z\"“(*_\[])|$)", re.MULTILINE)
Span = tuple[int, int]


@dataclass(frozen=True)
class Page:
    """One page of the handbook; paragraphs are lines, with an empty line between two."""

    topic: str
    title: str
    text: str


@dataclass(frozen=True)
class Question:
    """A judged question. A passage answers it if it has the words of `answer` whole; None: the handbook does not say it.

    `named` tells whether it names the thing as the handbook does, or describes it in words of its own.
    """

    text: str
    answer: str | None
    named: bool


@functools.cache
def pages() -> tuple[Page, ...]:
    """Every page, in the order of the handbook."""
    rows = json.loads((FOLDER / "handbook.json").read_text("utf-8"))
    return tuple(Page(row["topic"], row["title"], row["text"]) for row in rows)


@functools.cache
def questions(kind: str) -> tuple[Question, ...]:
    """The judged questions of a kind: `tune` chooses, `held` measures."""
    rows = json.loads((FOLDER / "handbook_judged.json").read_text("utf-8"))["questions"]
    return tuple(Question(row["question"], row["answer"], row["named"]) for row in rows if row["for"] == kind)


def sentences(text: str) -> list[Span]:
    """(start, end) of each sentence: `text[start:end]` is one, without the space around it."""
    return [match.span() for match in SENTENCE.finditer(text)]


def chunks(text: str, size: int, overlap: bool = True) -> list[Span]:
    """Cut a page into runs of whole sentences.

    Args:
        text: of the page.
        size: most characters of a run; a longer sentence is a run of its own.
        overlap: begin a run with the last sentence of the one before, if it and the next one fit.

    Returns:
        (start, end) of each run.
    """
    marks = sentences(text)
    found: list[Span] = []
    since = 0
    while since < len(marks):
        until = since
        while until + 1 < len(marks) and marks[until + 1][1] - marks[since][0] <= size:
            until += 1
        found.append((marks[since][0], marks[until][1]))
        if until + 1 == len(marks):
            break
        fits = overlap and until > since and marks[until + 1][1] - marks[until][0] <= size
        since = until if fits else until + 1
    return found

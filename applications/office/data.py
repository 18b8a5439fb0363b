"""What is shipped: the pages of Python's handbook, handed out to four firms that rent the same house, and the people who work there.

The pages are the help topics of CPython (PSF License Version 2). `lessons/data/handbook.NOTICE` has the conditions. Every page goes to two firms, so two firms
hold the same text: whatever shows a foreign row is seen at once.
"""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "lessons" / "data"
FIRMS = ("north", "harbor", "mill", "orchard")
GROUPS = ("all", "engineering", "legal")
DAY = 24 * 60 * 60
START = 1_767_225_600
"""Midnight of 1 January 2026, UTC, in seconds: the day on which the example begins."""


@dataclass(frozen=True)
class Person:
    """Someone with a login: whose documents they own, and which groups they are in."""

    login: str
    firm: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """One document of one firm, as the relational database keeps it.

    `groups` may read it. `kept_until` is the second from which it must be gone, None where nothing says so.
    """

    id: int
    firm: str
    owner: str
    groups: tuple[str, ...]
    title: str
    body: str
    kept_until: int | None


def people() -> tuple[Person, ...]:
    """Three people for each firm: in every group, in engineering, in no special one."""
    kinds = (("ada", GROUPS), ("ben", ("all", "engineering")), ("cem", ("all",)))
    return tuple(Person(f"{name}@{firm}", firm, groups) for firm in FIRMS for name, groups in kinds)


@functools.cache
def documents() -> tuple[Document, ...]:
    """Every page in paragraphs of at most 700 characters, in two firms each."""
    pages = json.loads((FOLDER / "handbook.json").read_text("utf-8"))
    found: list[Document] = []
    for number, page in enumerate(pages):
        for part, text in enumerate(_parts(page["text"])):
            for firm in (FIRMS[number % 4], FIRMS[(number + 1 + number // 4 % 3) % 4]):
                at = len(found)
                group = ("all", "engineering", "all", "legal")[at // 2 % 4]
                may = [person.login for person in people() if person.firm == firm and group in person.groups]
                owner = may[(number + part) % len(may)]
                until = START + DAY * (30 + at % 300) if at % 5 == 0 else None
                found.append(Document(at + 1, firm, owner, (group,), page["title"], text, until))
    return tuple(found)


def _parts(text: str, size: int = 700) -> list[str]:
    """Whole sentences, as many as fit."""
    found, run = [], ""
    for sentence in re.split(r"(?<=[.?!])\s+", " ".join(text.split())):
        if run and len(run) + len(sentence) > size:
            found.append(run)
            run = ""
        run = f"{run} {sentence}".strip()
    return [*found, run] if run else found

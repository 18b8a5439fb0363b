"""What is done with hits: pure functions, which talk to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from applications.office import data, rights


def varied(rows: Sequence[dict[str, Any]], limit: int, each: int = 2) -> list[dict[str, Any]]:
    """The first rows, at most `each` of one title: ten passages of one page are one answer."""
    found: list[dict[str, Any]] = []
    for row in rows:
        if len(found) < limit and sum(other["title"] == row["title"] for other in found) < each:
            found.append(row)
    return found


def leaks(person: data.Person, ids: Iterable[int], documents: dict[int, data.Document]) -> list[int]:
    """The ids among these that the person must not see."""
    return [id for id in ids if id not in documents or not rights.sees(person, documents[id])]

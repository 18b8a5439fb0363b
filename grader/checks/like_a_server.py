"""What Milvus Lite lets pass and a server does not: looked for in the calls, because the rows do not show it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from grader.checks.vocabulary import require

if TYPE_CHECKING:
    from grader.checks.milvus import MilvusUnderTest
    from grader.checks.tap import Call


def keys_in(call: Call, field: str = "id") -> list[Any]:
    """The keys of the rows that an Insert or an Upsert carries; none of one that was too large to be kept."""
    for column in getattr(call.request, "fields_data", ()):
        if column.field_name == field:
            return list(column.scalars.long_data.data) or list(column.scalars.string_data.data)
    return []


def no_second_row(milvus: MilvusUnderTest, called: str, known: Mapping[str, Iterable[Any]] | None = None, field: str = "id") -> None:
    """Fail where an Insert carries keys that are there: Milvus Lite replaces such rows, and a server keeps both.

    Args:
        milvus: with a tap; its calls since ``forget()`` are read in their order.
        called: what was called, in words.
        known: by collection, the keys that were there before.
        field: the primary key.
    """
    there = {name: set(keys) for name, keys in (known or {}).items()}
    for call in milvus.calls():
        if call.method in ("Delete", "DropCollection"):
            there[call.collection] = _left(there.get(call.collection, set()), getattr(call.request, "expr", ""), field)
        elif call.method in ("Insert", "Upsert"):
            keys, here = set(keys_in(call, field)), there.setdefault(call.collection, set())
            twice = keys & here if call.method == "Insert" else ()
            require(not twice, called=called, returned=f"an Insert of {len(twice)} rows that are there already, among them {next(iter(twice), None)!r}",
                    expected="rows that are replaced", why="A server checks no primary key: after two inserts there are two rows with it. Which call replaces?")  # fmt: skip
            if call.answered:
                here |= keys


def _left(here: set[Any], filter: str, field: str) -> set[Any]:
    """What a deletion leaves: all but the keys that it lists; nothing for sure where it says something else."""
    listed = re.fullmatch(rf"\s*{re.escape(field)}\s+in\s*(\[.*\])\s*", filter, re.DOTALL)
    try:
        return here - set(ast.literal_eval(listed[1])) if listed else set()
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):  # a filter is text that a learner wrote
        return set()

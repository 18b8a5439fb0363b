"""Who may see what: the rule as a filter of Milvus, and once more in Python, so that one can be checked against the other."""

from __future__ import annotations

import json

from applications.office import data


def quoted(text: str) -> str:
    """A text as a literal of Milvus' filter language: what it holds cannot end the literal."""
    return json.JSONEncoder(ensure_ascii=False).encode(text)


def may_read(person: data.Person) -> str:
    """The filter of everything that a person may read: their firm's rows, of a group that they are in, or their own.

    Both parts come from the person whom the database knows. Nothing of a request is in it.
    """
    groups = ", ".join(quoted(group) for group in person.groups)
    return f"firm == {quoted(person.firm)} and (array_contains_any(groups, [{groups}]) or owner == {quoted(person.login)})"


def sees(person: data.Person, document: data.Document) -> bool:
    """The same rule, said once more without Milvus: what a check compares with."""
    return document.firm == person.firm and (document.owner == person.login or bool(set(document.groups) & set(person.groups)))


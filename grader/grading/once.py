"""One mistake, one red line: what an earlier check has said of a submission is not said again (pure).

Several checks call the same function. Where it is missing, returns nothing, or raises the same error each time, the first
check says so and the others wait for it: what they would say is the same news.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

_NOTHING = {"None", "[]", "()", "{}", "''", '""', "set()", "an empty list", "nothing"}
_UNUSED = ("<a generator", "<a coroutine")


def news(outcome: Mapping[str, Any]) -> Hashable | None:
    """What a failed check says, such that another one with the same news need not say it; None where it says its own."""
    function = outcome["called"].partition("(")[0].strip()
    if outcome["status"] == "not_started":
        return "not started", outcome["message"]
    if outcome["status"] != "failed" or outcome["misconception"] or outcome["fault"]:
        return None
    returned = outcome["returned"]
    if outcome["traceback"] or outcome["expected"] == "no exception":
        return "raised", function, returned, outcome["traceback"]
    if returned in _NOTHING or returned.startswith(_UNUSED):
        return "nothing", function, returned
    if returned and outcome["why"]:
        return "again", function, returned, outcome["why"]
    return None


def once(outcome: dict[str, Any], said: dict[Hashable, str]) -> None:
    """Let a check wait for an earlier one that has said the same; `said` keeps who said what."""
    told = news(outcome)
    if told is None:
        return
    first = said.setdefault(told, outcome["name"])
    if first != outcome["name"]:
        outcome.update(status="blocked", message=f"blocked by {first}, which says the same", traceback="")
        outcome.update(dict.fromkeys(("called", "returned", "expected", "why"), ""))

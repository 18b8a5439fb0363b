"""The result documents themselves: one object for one exercise, a list for several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.report import learner_view
from grader.results import dumps

FORMAT = {"name": "json", "audience": ("learner",), "writes": "results.json", "says": "the result documents themselves"}


def render(results: Sequence[Mapping[str, Any]]) -> str:
    shown = [learner_view(r) for r in results]
    return dumps(shown[0] if len(shown) == 1 else shown) + "\n"

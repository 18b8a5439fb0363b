"""The raw outcome of one check, before it is scored: plain data with every field."""

from __future__ import annotations

from typing import Any


def blank(name: str, title: str = "", points: float = 1, *, hidden: bool = False) -> dict[str, Any]:
    """An outcome with every field; `status` says nothing yet."""
    return {
        "name": name, "title": title or name, "points": points, "hidden": hidden, "status": "error",
        "called": "", "returned": "", "expected": "", "why": "", "misconception": None, "evidence": None,
        "message": "", "output": "", "output_cut": 0, "traceback": "", "seconds": 0.0,
        "fault": None, "import_failed": False,
    }  # fmt: skip

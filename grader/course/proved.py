"""``proved.toml``: on which Milvus each exercise was proved; a view of the ledger, written by ``grader verify``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.course.model import Course


def read_proved(course: Course) -> dict[str, list[str]]:
    """Exercise id to the versions on which it was proved; empty when nothing was written."""
    from grader.course.manifest import read_toml

    path = course.root / "proved.toml"
    return {k: list(v) for k, v in read_toml(path).items()} if path.exists() else {}

"""What the learner's page and the instructor's both say: marks, words, who answered, names of files and anchors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from grader.results.statuses import SHOWN
from grader.results.text import slug

if TYPE_CHECKING:
    from grader.classroom.gradebook import Gradebook

MARKS = {status: shown.mark for status, shown in SHOWN.items()}
WORDS = {status: shown.word for status, shown in SHOWN.items()}
CONFINEMENTS = {
    "namespaces": "in a sandbox of namespaces", "docker": "in Docker containers", "trusted": "WITHOUT A SANDBOX (--trust)",
    "none": "without a sandbox", "": "nothing was run",
}  # fmt: skip


def learner_path(person: str) -> str:
    """Where a person's page lies in the reports' folder."""
    return f"learners/{slug(person)}.html"


def shared(book: Gradebook) -> dict[str, Any]:
    """What both pages say about the run."""
    made = f"{book.made:%d %B %Y, %H:%M} UTC".lstrip("0") if book.made else ""
    kinds = [k.strip() for k in book.confinement.split(",")]
    said = "; ".join(CONFINEMENTS.get(k, k) for k in kinds)
    return {
        "book": book,
        "made": made,
        "trusted": "trusted" in kinds,
        "confinement": f"graded {said}" if book.confinement else said,
    }


def milvus(results: list[Mapping[str, Any]]) -> list[str]:
    """The identities that answered, each once."""
    found: dict[str, None] = {}
    for r in results:
        m = r["milvus"]
        if m:
            profile = "" if m["profile"] == "default" else f" [{m['profile']}]"
            digest = f" {m['digest'][:19]}" if m["digest"] else ""
            found[f"{m['version']} ({m['backend']}){profile}{digest}"] = None
    return sorted(found)


def anchor(exercise: str) -> str:
    """``ch05/ex02`` as the id of an element."""
    return "x-" + slug(exercise.replace("/", "-"))

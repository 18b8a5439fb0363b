"""What a learner has done: results, hints taken, predictions, quiz answers. It survives everything.

One JSON file a kind under ``<desk>/.progress``, written beside and renamed, under a lock; a file that cannot
be read is kept aside, never overwritten. Debug results are never recorded.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from grader.errors import UsageError
from grader.results import dumps, write_atomically

FORMAT = 1
KINDS = ("results", "hints", "predictions", "quiz", "starters")
SKIPPED = "skipped"
"""A prediction that was not made."""


def folder(desk: Path) -> Path:
    return desk / ".progress"


def recall(desk: Path, kind: str, key: str, default: Any = None) -> Any:
    """One remembered value."""
    return read(desk, kind).get(key, default)


def remember(desk: Path, kind: str, key: str, value: Any) -> None:
    """Keep a value (plain data); a disk that is full or read-only is told in one line.

    Raises:
        UsageError: it cannot be written.
    """
    _change(desk, kind, lambda data: {**data, key: value})


def _change(desk: Path, kind: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    path = folder(desk) / f"{kind}.json"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for place in (path.parent, path, path.with_suffix(".lock")):
            if place.is_symlink() or (place.exists() and place != path.parent and not place.is_file()):
                raise UsageError("Progress is kept in files of the workspace's own", f"{place} is a link or a pipe", f"move it away: mv {place} {place}.old")
        with _locked(path.with_suffix(".lock")):
            write_atomically(path, dumps(change(_kept(desk, kind))))
    except OSError as error:
        raise UsageError(
            f"Progress is kept in {path.parent}", error.strerror or str(error), "free some space, or pass --work DIR"
        ) from error


def read(desk: Path, kind: str) -> dict[str, Any]:
    """Every entry of a kind that can be read as one; others stay in the file and are passed over."""
    return {key: value for key, value in _kept(desk, kind).items() if _is_entry(kind, value)}


def _kept(desk: Path, kind: str) -> dict[str, Any]:
    """All that stands there; a damaged file is moved aside and what can be read is not lost."""
    path = folder(desk) / f"{kind}.json"
    try:
        if path.is_symlink() or path.parent.is_symlink() or not path.is_file():
            return {}  # a pipe would be waited for
        data = json.loads(path.read_text(encoding="utf-8"), parse_float=_finite, parse_constant=lambda _: None)
        if isinstance(data, dict):
            return data
    except OSError:
        return {}
    except (ValueError, RecursionError):
        pass
    with contextlib.suppress(OSError):
        path.rename(path.with_name(f"{kind}.damaged-{int(time.time())}.json"))
    return {}


def _finite(text: str) -> float | None:
    """A number; what is too large for one is none, and could not be written again."""
    value = float(text)
    return value if abs(value) < float("inf") else None


def record(desk: Path, result: Mapping[str, Any]) -> None:
    """Keep a result: the last one, and the best."""
    if result["debug"] or result["status"] in ("error", "unavailable"):
        return
    before = recall(desk, "results", result["exercise"], {})
    best = max(before.get("best", 0), result["points"])
    entry = {
        "status": result["status"],
        "points": result["points"],
        "max_points": result["max_points"],
        "best": best,
        "passed": bool(before.get("passed")) or result["status"] == "passed",
        "digest": result["digest"],
        "course": result["course"],
        "milvus": result["milvus"],
        "at": int(time.time()),
    }
    remember(desk, "results", result["exercise"], entry)


def export(desk: Path) -> dict[str, Any]:
    """Everything as one document."""
    return {"format": FORMAT, "progress": {kind: read(desk, kind) for kind in KINDS}}


def load(desk: Path, document: Any) -> int:
    """Take over an exported document; nothing that was reached on either side is lost. Returns how many entries changed.

    Raises:
        UsageError: it is not such a document.
    """
    if not isinstance(document, dict) or document.get("format") != FORMAT or not isinstance(document.get("progress"), dict):
        raise UsageError("A file that `grader progress export` wrote", "something else", "export it again")
    entries = {k: v for k, v in document["progress"].items() if k in KINDS and isinstance(v, dict)}
    return sum(_take_over(desk, kind, theirs) for kind, theirs in entries.items())


def _take_over(desk: Path, kind: str, theirs: Mapping[str, Any]) -> int:
    changed = 0

    def merge(mine: dict[str, Any]) -> dict[str, Any]:
        nonlocal changed
        both = {**mine, **{k: merged_entry(kind, mine.get(k), v) for k, v in theirs.items()}}
        merged = {k: v for k, v in both.items() if v is not None}
        changed = sum(mine.get(k) != v for k, v in merged.items())
        return merged

    _change(desk, kind, merge)
    return changed


def merged_entry(kind: str, mine: Any, theirs: Any) -> Any:
    """One entry from two machines: the further of the two, whichever side it is on.

    ============  ==========================================================================================
    results       the later try; the best of all, and passed once is passed
    hints         the most that were taken
    predictions   the one made here; one that was skipped gives way to one that was made
    quiz          the one given here; a right one before a wrong one
    starters      the one here
    ============  ==========================================================================================

    What the other side has and cannot be read as such an entry is left out: None where nothing is here.
    """
    if not _is_entry(kind, theirs):
        return mine
    if mine is None or not _is_entry(kind, mine):
        return theirs
    match kind:
        case "results":
            later = theirs if theirs.get("at", 0) > mine.get("at", 0) else mine
            return {
                **later,
                "best": max(mine.get("best", 0), theirs.get("best", 0)),
                "passed": bool(mine.get("passed") or theirs.get("passed")),
            }
        case "hints":
            return max(mine, theirs)
        case "predictions":
            return theirs if mine == SKIPPED else mine
        case "quiz":
            return theirs if is_right(theirs) and not is_right(mine) else mine
        case _:
            return mine


def is_right(answer: Any) -> bool:
    """Whether a remembered answer to a quiz was right; one without a word about it is not known to be."""
    return isinstance(answer, dict) and answer.get("right") is True


def _is_entry(kind: str, value: Any) -> bool:
    def number(x: Any) -> bool:
        return isinstance(x, int | float) and not isinstance(x, bool)

    if kind == "results":
        numbers = ("best", "at", "points", "max_points")
        return isinstance(value, dict) and all(number(value.get(k, 0)) for k in numbers) and isinstance(value.get("status", ""), str)
    if kind == "panels":
        checks = value.get("checks") if isinstance(value, dict) else None
        return isinstance(checks, list) and all(isinstance(c, dict) for c in checks)
    return number(value) if kind == "hints" else value is not None


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer at a time, across processes, where the platform has file locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with path.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield

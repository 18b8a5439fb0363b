"""What a learner has done: results, hints taken, predictions, quiz answers. It survives everything.

One JSON file a kind under ``<desk>/.progress``, written beside and renamed, under a lock; a file that cannot
be read is kept aside, never overwritten. Debug results are never recorded.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from grader.errors import UsageError
from grader.results import dumps, write_atomically

FORMAT = 1
KINDS = ("results", "hints", "predictions", "quiz", "starters")


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
    path = folder(desk) / f"{kind}.json"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path.with_suffix(".lock")):
            data = read(desk, kind)
            data[key] = value
            write_atomically(path, dumps(data))
    except OSError as error:
        raise UsageError(
            f"Progress is kept in {path.parent}", error.strerror or str(error), "free some space, or pass --work DIR"
        ) from error


def read(desk: Path, kind: str) -> dict[str, Any]:
    """Everything of a kind; a damaged file is moved aside and what can be read is not lost."""
    path = folder(desk) / f"{kind}.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(data, dict):
            return data
    except FileNotFoundError:
        return {}
    except OSError:
        return {}
    except ValueError:
        pass
    with contextlib.suppress(OSError):
        path.rename(path.with_name(f"{kind}.damaged-{int(time.time())}.json"))
    return {}


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
    """Take over an exported document; what is here and better stays. Returns how many entries came in.

    Raises:
        UsageError: it is not such a document.
    """
    if not isinstance(document, dict) or document.get("format") != FORMAT or not isinstance(document.get("progress"), dict):
        raise UsageError("A file that `grader progress export` wrote", "something else", "export it again")
    count = 0
    for kind, entries in document["progress"].items():
        if kind not in KINDS or not isinstance(entries, dict):
            continue
        here = read(desk, kind)
        for key, value in entries.items():
            mine = here.get(key)
            if kind == "results" and isinstance(mine, dict) and mine.get("best", 0) >= value.get("best", 0):
                continue
            if mine != value:
                remember(desk, kind, key, value)
                count += 1
    return count


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

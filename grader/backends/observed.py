"""A whole probing of a backend, done once a machine for everything that it depends on.

All experiments on the server take three minutes, most of them waiting. What they showed is kept below
``~/.cache/milvus-course/observed`` under a digest of the engine's own files, of this package with its experiments, of the
client and of Python: whatever of that changes is probed again.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from grader.backends import features, unpack
from grader.backends.cluster import found as parts_found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.backends.base import Backend


def observed(backend: Backend) -> tuple[dict[str, bool], bool]:
    """What every experiment showed, and whether that was known already."""
    path = unpack.cache_root() / "observed" / f"{digest(backend)}.json"
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {name: bool(kept[name]) for name in features.NAMES}, True
    except (OSError, ValueError, KeyError, TypeError):
        seen = features.observe(backend)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
        json.dump(seen, file, indent=1)
    Path(file.name).replace(path)
    return seen, False


def digest(backend: Backend) -> str:
    """Of all that a probing of this backend depends on."""
    total = hashlib.sha256(f"{backend.key()}\0{sys.version}\0{importlib.metadata.version('pymilvus')}".encode())
    for path in (*_package(), *_engine(backend.name)):
        total.update(f"\0{path.name}\0".encode())
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()[:32]


def _package() -> Iterable[Path]:
    return sorted(Path(__file__).parent.rglob("*.py"))


def _engine(name: str) -> Iterable[Path]:
    """The files of the engine itself: the server's binary and libraries and what a cluster adds to them, Lite's package."""
    if name == "server":
        beside = [path for path in (parts_found.broker(), parts_found.librdkafka()) if path is not None]
        return [*sorted(p for p in unpack.unpacked().rglob("*") if p.is_file() and not p.is_symlink()), *beside]
    if name == "lite":
        found = importlib.metadata.files("milvus-lite") or ()
        return sorted(Path(str(f.locate())) for f in found if f.suffix in (".py", ".so"))
    return ()  # an image and a remote server say who they are in their key

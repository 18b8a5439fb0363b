"""What a hand-in may be: its limits, the names that its files may have, the id that it gets (pure).

A broken rule is a :class:`Refused` with one line for the instructor; it refuses one hand-in, never the run.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from grader.errors import GraderError

MIB = 1 << 20

NOISE = frozenset({
    ".git", ".hg", ".svn", "__MACOSX", "__pycache__", ".DS_Store", "Thumbs.db", "desktop.ini", ".venv", "venv",
    "node_modules", ".ipynb_checkpoints", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".idea", ".vscode", ".progress",
})  # fmt: skip
"""What no exercise reads: passed over wherever it lies, whatever it is."""


class Refused(GraderError):
    """A hand-in that breaks a rule; ``reason`` is the line that every report shows."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Limits:
    """How much one hand-in may be, and all together.

    Attributes:
        bytes: of one hand-in, unpacked.
        file: bytes of one file.
        files: how many files one hand-in may have.
        ratio: unpacked bytes for each packed one, beyond the first MiB.
        depth: folders in each other.
        name, path: bytes of one name, and of a whole path.
        nesting: archives in each other, the outermost included.
        handins: in one export.
        total: bytes of the whole intake.
    """

    bytes: int = 64 * MIB
    file: int = 16 * MIB
    files: int = 2_000
    ratio: int = 200
    depth: int = 16
    name: int = 200
    path: int = 1_000
    nesting: int = 2
    handins: int = 20_000
    total: int = 16_384 * MIB


def parts_of(raw: str, limits: Limits) -> tuple[str, ...]:
    """The components of a member's name; empty for the archive's own root.

    Raises:
        Refused: a name that could lead elsewhere, or that not every system can hold.
    """
    shown = printable(raw)
    if any(0xD800 <= ord(c) <= 0xDFFF for c in raw):
        raise Refused(f"the name {shown} is not UTF-8")
    if any(unicodedata.category(c) in ("Cc", "Cf") for c in raw):
        raise Refused(f"the name {shown} has control characters")
    raw = raw.replace("\\", "/")  # what Windows' own tools write between folders
    if raw.startswith("/") or re.match(r"^[A-Za-z]:", raw):
        raise Refused(f"the name {shown} is absolute")
    parts = tuple(p for p in raw.split("/") if p not in ("", "."))
    if ".." in parts:
        raise Refused(f"the name {shown} leads out of its folder")
    if len(parts) > limits.depth:
        raise Refused(f"{shown} lies {len(parts)} folders deep, over {limits.depth}")
    if any(len(p.encode()) > limits.name for p in parts) or len(raw.encode()) > limits.path:
        raise Refused(f"the name {shown} is too long")
    return parts


def is_noise(parts: tuple[str, ...]) -> bool:
    """Whether a path belongs to what no exercise reads."""
    return any(p in NOISE or p.startswith("._") for p in parts)


def printable(text: str, most: int = 80) -> str:
    """A name as one harmless word of a message."""
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return f"“{clean if len(clean) <= most else clean[:most] + '…'}”"


def id_of(name: str, taken: set[str]) -> str:
    """A hand-in's id: its name in the export where that is a safe file name, else with a piece of the name's hash.

    Args:
        taken: ids in use, in lower case; the new one is added.
    """
    slug = re.sub(r"[^A-Za-z0-9._-]+", "_", unicodedata.normalize("NFC", name)).strip("._-")[:60]
    mark = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
    if slug != name or slug.lower() in taken or not slug:
        slug = f"{slug or 'handin'}-{mark[:8]}"
    number = 2
    base = slug
    while slug.lower() in taken:
        slug = f"{base}-{number}"
        number += 1
    taken.add(slug.lower())
    return slug

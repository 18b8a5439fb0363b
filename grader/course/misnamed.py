"""Which exercise a file belongs to whose name is not quite right: a download's ``(1)``, a copy, an ending too many.

A name is taken for an exercise only where nothing else could be meant; what is only near is said and not taken.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.course.model import Exercise

_ENDS = re.compile(r"(?:\.(?:py|txt|text|download|bak|orig))+$|~$")
_ID = re.compile(r"(?:ch|chapter)[\s_-]*0?(\d{1,2})\W{0,3}_?(?:ex|exercise)[\s_-]*0?(\d{1,2})(?!\d)")
_CHAPTER = re.compile(r"^(ch\d\d|app[a-d])$")
_NUMBER = re.compile(r"(?:^|_)(?:ex|exercise)_?0?(\d{1,2})(?=_|$)")


@dataclass
class Sorted:
    """What lies in a folder, by exercise.

    Attributes:
        exact: by the name that the exercise asks for.
        meant: by a name that can mean nothing else.
        near: by a name that may mean it.
        strays: what no exercise reads, with the nearest exercise where there is one.
    """

    exact: dict[str, list[Path]] = field(default_factory=dict)
    meant: dict[str, list[Path]] = field(default_factory=dict)
    near: dict[str, list[Path]] = field(default_factory=dict)
    strays: list[tuple[Path, Exercise | None]] = field(default_factory=list)


def sort(paths: Iterable[Path], folder: Path, exercises: Sequence[Exercise]) -> Sorted:
    """Sort files and folders below `folder`.

    Args:
        paths: no links.
        exercises: all of the course.
    """
    found = Sorted()
    inside: set[Path] = set()  # what belongs to a folder that is an answer
    for path in sorted(paths, key=lambda p: (len(p.parts), p)):
        if inside.intersection(path.parents):
            continue
        is_folder = path.is_dir()
        kind = [e for e in exercises if e.is_folder == is_folder]
        if named := [e for e in kind if e.entry == path.name]:
            for exercise in named:
                found.exact.setdefault(exercise.id, []).append(path)
        elif meant := _meant(path.relative_to(folder), kind):
            if len(meant) == 1 and _right_ending(path, meant[0]):
                found.meant.setdefault(meant[0].id, []).append(path)
            else:
                for exercise in meant:
                    found.near.setdefault(exercise.id, []).append(path)
        else:
            if not is_folder:
                found.strays.append((path, _nearest(path, exercises)))
            continue
        if is_folder:
            inside.add(path)
    return found


def _meant(path: Path, exercises: Sequence[Exercise]) -> list[Exercise]:
    """The exercises whose name, or whose chapter and number, a path holds."""
    words, chapter = plain(path.name), _chapter(path)
    fitting = [e for e in exercises if chapter in ("", e.chapter)]
    if by_name := [e for e in fitting if re.search(rf"(?:^|_){re.escape(plain(e.entry))}(?:_|$)", words)]:
        return by_name
    if stated := _ID.search(words):
        return [e for e in fitting if e.id == f"ch{int(stated[1]):02}/ex{int(stated[2]):02}"]
    if chapter and (number := _NUMBER.search(words)):
        return [e for e in fitting if e.id.endswith(f"/ex{int(number[1]):02}")]
    return []


def _right_ending(path: Path, exercise: Exercise) -> bool:
    """Whether it can be what it is taken for: Python saved as text is, a document of an office program is not."""
    return exercise.is_folder or bool(_ENDS.search(path.name.lower())) or "." not in path.name


def _chapter(path: Path) -> str:
    return next((p.lower() for p in reversed(path.parts[:-1]) if _CHAPTER.match(p.lower())), "")


def _nearest(path: Path, exercises: Sequence[Exercise]) -> Exercise | None:
    by_name = {plain(e.entry): e for e in exercises}
    near = difflib.get_close_matches(plain(path.name), by_name, n=1, cutoff=0.75)
    return by_name[near[0]] if near else None


def plain(name: str) -> str:
    """A name in lower case without its ending, words joined by ``_``; what stands in brackets is a word of its own."""
    text = unicodedata.normalize("NFKC", name).casefold().strip()
    text = _ENDS.sub("", text)
    return re.sub(r"[^\w]+|_+", "_", text).strip("_")

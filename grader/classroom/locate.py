"""Where in a hand-in the work for an exercise lies: as on a desk, flat, or wherever the one file of that name is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from grader.classroom.gradebook import Handin
from grader.classroom.intake.rules import printable
from grader.course import Exercise, misnamed

NOTHING = Path(os.devnull)
"""Below it nothing exists."""
_IGNORED = frozenset({"__MACOSX", ".git", "__pycache__", ".progress"})
_SAID = 5
"""How many files that no exercise reads are listed for one hand-in."""


class Handed:
    """The files of one hand-in, walked once; links are not followed and not taken."""

    def __init__(self, folder: Path, exercises: Sequence[Exercise]) -> None:
        """Walk it.

        Args:
            exercises: all of the course.
        """
        self.folder = folder
        paths = []
        for where, folders, files in os.walk(folder):
            folders[:] = sorted(f for f in folders if f not in _IGNORED and not (Path(where) / f).is_symlink())
            paths += [Path(where) / n for n in (*folders, *sorted(files)) if not (Path(where) / n).is_symlink()]
        self.sorted = misnamed.sort(paths, folder, exercises)

    def work(self, exercise: Exercise) -> tuple[Path, str]:
        """The path of the work, which need not exist, and why it cannot be told; empty when it can."""
        desk = exercise.work_path(self.folder)
        fitting = self.sorted.exact.get(exercise.id, []) or self.sorted.meant.get(exercise.id, [])
        for likely in (desk, self.folder / exercise.entry):
            if likely in fitting:
                return likely, ""
        if len(fitting) > 1:
            return desk, f"{exercise.entry} is in it more than once: {self._names(fitting)}"
        if not fitting and (near := self.sorted.near.get(exercise.id)):
            return desk, f"no {exercise.entry} is in it, and {self._names(near)} may be meant: rename what is, and run this again"
        # Not the desk's path: a link or a folder may lie there, and would be graded.
        return (fitting[0] if fitting else NOTHING / exercise.entry), ""

    def has(self, exercise: Exercise) -> bool:
        """Whether anything in it is, or may be, work for an exercise."""
        return any(exercise.id in found for found in (self.sorted.exact, self.sorted.meant, self.sorted.near))

    def notes(self) -> list[str]:
        """What was taken under another name, and what no exercise reads."""
        said = []
        for id, paths in self.sorted.meant.items():
            if id in self.sorted.exact:
                said.append(f"{self._names(paths)} was left out: {id} has a file of the right name")
            elif len(paths) == 1:
                said.append(f"{id} is taken from {self._names(paths)}")
        strays = [(p, e) for p, e in self.sorted.strays if p.name != "submission.json"]
        for path, nearest in strays[:_SAID]:
            hint = f"; {nearest.id} would be {nearest.entry}" if nearest is not None else ""
            said.append(f"no exercise reads {self._names([path])}{hint}")
        if len(strays) > _SAID:
            said.append(f"nor {len(strays) - _SAID} files more")
        return said

    def _names(self, paths: Sequence[Path]) -> str:
        return ", ".join(printable(p.relative_to(self.folder).as_posix()) for p in paths[:3])


def notes(handins: Iterable[Handin], exercises: Sequence[Exercise]) -> list[str]:
    """What is to be said about the names of files in a class, a line for each."""
    return [
        f"{handin.id}: {line}" for handin in handins if not handin.refused for line in Handed(handin.folder, exercises).notes()
    ]

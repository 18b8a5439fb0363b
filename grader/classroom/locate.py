"""Where in a hand-in the work for an exercise lies: as on a desk, flat, or wherever the one file of that name is."""

from __future__ import annotations

import os
from pathlib import Path

from grader.course import Exercise

NOTHING = Path(os.devnull)
"""Below it nothing exists."""
_IGNORED = frozenset({"__MACOSX", ".git", "__pycache__", ".progress"})


class Handed:
    """The files of one hand-in, walked once; links are not followed and not taken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.by_name: dict[str, list[Path]] = {}
        for where, folders, files in os.walk(folder):
            folders[:] = sorted(f for f in folders if f not in _IGNORED and not (Path(where) / f).is_symlink())
            for name in (*folders, *sorted(files)):
                path = Path(where) / name
                if not path.is_symlink():
                    self.by_name.setdefault(name, []).append(path)

    def work(self, exercise: Exercise) -> tuple[Path, str]:
        """The path of the work, which need not exist, and why it cannot be told; empty when it can."""
        desk = exercise.work_path(self.folder)
        fitting = [p for p in self.by_name.get(exercise.entry, []) if p.is_dir() == exercise.is_folder]
        for likely in (desk, self.folder / exercise.entry):
            if likely in fitting:
                return likely, ""
        if len(fitting) > 1:
            names = ", ".join(p.relative_to(self.folder).as_posix() for p in fitting[:3])
            return desk, f"{exercise.entry} is in it more than once: {names}"
        # Not the desk's path: a link or a folder may lie there, and would be graded.
        return (fitting[0] if fitting else NOTHING / exercise.entry), ""

"""Every report over a class: the one function that writes them.

A format gives its files as relative path and text (`formats.py`); they are written atomically, so that a full disk or a
kill leaves the old ones whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grader.report.formats import Options, files, named
from grader.results import write_atomically

if TYPE_CHECKING:
    from grader.classroom.gradebook import Gradebook

__all__ = ["Options", "write"]


def write(
    book: Gradebook, folder: Path, formats: Sequence[str] = ("html", "csv"), options: Options | None = None
) -> list[Path]:
    """Write reports into a folder.

    Returns:
        The files, in the order written; the first of a format is the one to open.

    Raises:
        UsageError: an unknown format.
    """
    wanted = [named(name, "class") for name in dict.fromkeys(formats)]
    options = options or Options()
    written = []
    for format in wanted:
        for name, text in files(format.name, book, options):
            path = folder / name
            # A lone surrogate, which a learner's code can print, is no UTF-8; in JSON this is its escape.
            write_atomically(path, text.encode("utf-8", "backslashreplace").decode())
            written.append(path)
        if options.whole and format.each:
            for path in set(folder.glob(format.each)) - set(written):
                path.unlink()
    return written

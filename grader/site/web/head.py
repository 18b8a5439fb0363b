"""What stands in the head of every live lesson: the site's fonts, light and dark, the way back, the editor's keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.course import Chapter

_TEMPLATES = Path(__file__).parent.with_name("templates")


def head(chapters: Sequence[Chapter]) -> str:
    """HTML for the head.

    Args:
        chapters: those with a lesson, in the book's order: each live lesson leads to its neighbors.
    """
    names = ("lesson_head.js", "lesson_editor.js", "lesson_head.css")
    script, editor, style = ((_TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    book = json.dumps([[c.id, f"{c.number} {c.title}"] for c in chapters]).replace("</", "<\\/")
    return f"<script>window.courseLessons={book};{script}{editor}</script><style>{style}</style>"

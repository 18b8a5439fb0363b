"""References from one place of the book to another: “chapter 12”, “chapters 4 and 6”, “appendix B” and “exercise 2” lead there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grader.site.pages.glossary import apart

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.course import Chapter, Course

_NUMBERS = re.compile(r"\b(?:[Cc]hapter \d+|[Cc]hapters \d+(?:(?:, | and | or | to |, and )\d+)+)\b")
_APPENDIX = re.compile(r"\b[Aa]ppendix ([A-Z])\b")
_EXERCISE = re.compile(r"\b[Ee]xercise (\d+)(?: of chapter (\d+))?\b")


def linker(course: Course, here: Chapter) -> Callable[[str], str]:
    """What `Document.html` calls with each piece of a chapter's text.

    Args:
        course: a number that is none of its finished chapters' stays as it is.
        here: the chapter whose page this is; it does not lead to itself, and its exercises are meant.
    """
    ready = {c.number: c for c in course.chapters if c.ready}
    pages = {number: c.id for number, c in ready.items() if c.id != here.id}

    def to(number: str, text: str) -> str:
        return f'<a class="crossing" href="../{pages[number]}/">{text}</a>' if number in pages else text

    def chapters(match: re.Match[str]) -> str:
        numbers: list[str] = re.findall(r"\d+", match[0])
        if len(numbers) == 1:
            return to(numbers[0], match[0])
        return re.sub(r"\d+", lambda number: to(number[0], number[0]), match[0])

    def exercise(match: re.Match[str]) -> str:
        chapter = ready.get(match[2]) if match[2] else here
        if chapter is None or not 0 < int(match[1]) <= len(chapter.exercises):
            return match[0]
        page = "" if chapter.id == here.id else f"../{chapter.id}/"
        return f'<a class="crossing" href="{page}#{chapter.exercises[int(match[1]) - 1].id.rpartition("/")[2]}">{match[0]}</a>'

    def appendix(match: re.Match[str]) -> str:
        return to(match[1], match[0])

    def led(text: str) -> str:
        for pattern, lead in ((_EXERCISE, exercise), (_NUMBERS, chapters), (_APPENDIX, appendix)):
            text = "".join(part if part.startswith("<") else pattern.sub(lead, part) for part in apart(text))
        return text

    return led

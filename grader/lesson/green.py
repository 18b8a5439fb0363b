"""What a panel shows after a green check: what was shown, the answers side by side, where to go on."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader import course
from grader.course import syntax
from grader.course import workspace as desk
from grader.course.after import Answer, after_on
from grader.lesson import mode
from grader.lesson.html import card, esc, md

if TYPE_CHECKING:
    from pathlib import Path

    from grader.course import Exercise


def green(exercise: Exercise, on: Path) -> str:
    """The card for an exercise that is passed, as HTML."""
    book = course.load(mode.course_root())
    found = after_on(book, on, exercise)
    parts = [md(found.shown)] if found.shown else []
    if found.answers:
        mine = "".join(_file(p.name, p.read_text(encoding="utf-8", errors="replace")) for p in desk.files(exercise.work_path(on)))
        parts.append(_beside("Yours beside the solution", mine, found.answers[0]))
        parts += [_beside(f"Another right answer: {a.name}", "", a) for a in found.answers[1:]]
    if found.chapter is not None:
        parts.append(f"<p>{esc(found.chapter.spoken)} is done. Its recap is at the end of this lesson.</p>")
    if found.next is not None and found.next.chapter == exercise.chapter:
        parts.append(f"<p>Next on this page: <strong>{esc(found.next.title)}</strong> ({esc(found.next.id)}, {found.next.minutes} min).</p>")
    elif found.next is not None:
        to, word = (found.following or book.chapter(found.next.chapter)).id, book.chapter(found.next.chapter).spoken
        parts.append(f"<p>Next: <a href='../{esc(to)}/' target='_top'>{esc(word[0].lower() + word[1:])}</a>, {esc(found.next.title)}.</p>")
    return card("You have shown", "".join(parts), f"After {exercise.id}") if parts else ""


def _beside(title: str, mine: str, answer: Answer) -> str:
    differs = f"<p>{esc(answer.differs)}</p>" if answer.differs else ""
    theirs = "".join(_file(name, text) for name, text in answer.files)
    columns = f"<div>{mine}</div><div>{theirs}</div>" if mine else f"<div>{theirs}</div>"
    return f"<details class='gl-answers'><summary>{esc(title)}</summary>{differs}<div class='gl-beside'>{columns}</div></details>"


def _file(name: str, text: str) -> str:
    return f"<p class='gl-dim'>{esc(name)}</p><pre tabindex='0'>{esc(_code(text) if name.endswith('.py') else text)}</pre>"


def _code(text: str) -> str:
    """A module without the statement in its docstring, which stands above already."""
    try:
        body = syntax.parse(text).body
    except (SyntaxError, ValueError):
        return text
    first = body[0] if body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return "\n".join(text.splitlines()[first.end_lineno or 0 :]).strip("\n") + "\n"
    return text

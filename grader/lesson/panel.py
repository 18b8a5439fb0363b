"""An exercise inside its lesson: the statement, an editor on the learner's own file, Check and Hint.

The editor writes straight to the desk. Checking is the grading service's work: a learner's code never
runs in the process that serves the page.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import marimo as mo

from grader import course
from grader.course import workspace as desk
from grader.course.statement import statement_of
from grader.errors import GraderError
from grader.lesson import mode
from grader.lesson.green import green
from grader.lesson.html import card, esc, md
from grader.lesson.verdict import verdict
from grader.report import learner_view
from grader.results import work_digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from grader.course import Exercise

_LANGUAGES = {".py": "python", ".yaml": "yaml", ".yml": "yaml", ".sh": "shell", ".js": "javascript", ".go": "go",
              ".java": "java", ".json": "json", ".sql": "sql", ".md": "markdown", ".toml": "toml"}  # fmt: skip
POLL_SECONDS = 1.0


def panel(id: str) -> Any:
    """Show an exercise: live with its editor, otherwise with the command that checks it.

    Args:
        id: ``ch05/ex02``.

    Raises:
        UnknownExercise: there is none, with the nearest ids.
    """
    root = mode.course_root()
    exercise = course.load(root).exercise(id)
    if not mode.live():
        return mo.Html(_static(exercise))
    made = Panel(exercise, mode.desk())
    mode.keep(made)
    return made.view()


def statement(exercise: Exercise) -> str:
    """The exercise's statement as Markdown, without its first line where that is the title over again."""
    text = statement_of(exercise.starter_path)
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if first.strip().rstrip(".") == exercise.title.rstrip(".") else text


def _title(exercise: Exercise) -> str:
    return f"Exercise {exercise.id} · {exercise.title} · {exercise.minutes} min"


def _static(exercise: Exercise) -> str:
    """The exercise as a page shows it: a heading that search and contents find, the statement, the way to do it."""
    name = exercise.id.rpartition("/")[2]
    head = f"<h3 id='{esc(name)}'>{esc(name[2:].lstrip('0'))}. {esc(exercise.title)}</h3>"
    where = f"<p class='gl-dim'>Write in <code>my/{esc(exercise.chapter)}/{esc(exercise.entry)}</code>, then:</p>"
    command = f"<pre>grader check {esc(exercise.id)}</pre>"
    label = f"Exercise {exercise.id} · {exercise.minutes} min"
    body = card(label, md(statement(exercise)) + where + command, f"{label}: {exercise.title}")
    return f"{head}<div class='exercise' data-exercise='{esc(exercise.id)}'>{body}</div>"


class Panel:
    """One reader's view of one exercise."""

    def __init__(self, exercise: Exercise, on: Path) -> None:
        self._exercise = exercise
        self._work = desk.take(exercise, on)
        self._desk = on
        self._session = threading.current_thread()
        self._note = ""
        self._result: Mapping[str, Any] | None = mode.recall("panels", exercise.id)
        self._hints: list[str] = []
        self._more_hints = True
        self._shown_old = False
        self._check_button = mo.ui.button(
            label="Check",
            kind="success",
            tooltip="Grade this file on a fresh Milvus (Ctrl-Enter in the editor)",
            on_change=lambda _: self._check(),
        )
        self._hint_button = mo.ui.button(label="Hint", kind="neutral", on_change=lambda _: self._hint())
        self._reset_button = mo.ui.button(
            label="Reset", kind="neutral", tooltip="Put the starter back; your work is kept beside it", on_change=lambda _: self._reset()
        )
        self._mine = mo.ui.button(label="Keep what is in this page", on_change=lambda _: self._settle(mine=True))
        self._theirs = mo.ui.button(label="Keep what is in the file", on_change=lambda _: self._settle(mine=False))
        names = [str(p.relative_to(self._work.parent)) for p in desk.files(self._work)]
        self._chooser = mo.ui.dropdown(names, value=names[0], label="File", on_change=self._choose)
        self._several = len(names) > 1
        self._file = desk.DeskFile(self._work.parent / names[0])
        self._editor = self._new_editor()
        self._editor_is_old = False
        self._wake = threading.Event()
        self._statement = md(statement(exercise))
        mo.Thread(target=self._watch, daemon=True).start()

    def view(self) -> Any:
        """The panel as marimo shows it."""
        anchor = self._exercise.id.rpartition("/")[2]  # links lead here: `live/ch05/#ex02`
        rows: list[Any] = [mo.Html(f"<div id='{esc(anchor)}'>{card(_title(self._exercise), self._statement)}</div>")]
        if self._several:
            rows.append(self._chooser)
        rows.append(self._editor)
        if self._file.theirs is not None:
            rows.append(mo.Html(self._conflict()))
            rows.append(mo.hstack([self._mine, self._theirs], justify="start", wrap=True))
        where = mo.Html(f"<span class='gl gl-dim'>saved in <code>{esc(self._where())}</code></span>")
        rows.append(
            mo.hstack([self._check_button, self._hint_button, self._reset_button, where], justify="start", align="center", wrap=True)
        )
        if self._hints:
            steps = "".join(f"<li>{md(text)}</li>" for text in self._hints)
            rows.append(mo.Html(card("Hints", f"<ol class='gl-steps'>{steps}</ol>")))
        if self._note:
            rows.append(mo.Html(card("Note", f"<p role='status'>{esc(self._note)}</p>")))
        elif self._result is not None:
            body = self._which_text() + verdict(self._result)
            rows.append(mo.Html(card("Last result", body, f"Result of {self._exercise.id}")))
            if self._result.get("status") == "passed" and not self._shown_old and (done := green(self._exercise, self._desk)):
                rows.append(mo.Html(done))
        return mo.vstack(rows, gap=0.6)

    def _where(self) -> str:
        return self._shown(self._file.path)

    def _shown(self, path: Path) -> str:
        try:
            return str(path.relative_to(self._desk.parent))
        except ValueError:
            return str(path)

    def _which_text(self) -> str:
        """Which text a result is about, and whether the file has another one by now."""
        assert self._result is not None
        at = f"Judged: the text saved at {self._result['judged']}. " if self._result.get("judged") else ""
        self._shown_old = self._is_old()
        since = "The file has changed since: press Check to judge what it holds now." if self._shown_old else ""
        return f"<p class='gl-dim'>{esc(at + since)}</p>" if at or since else ""

    def _is_old(self) -> bool:
        if self._result is None:
            return False
        try:
            return bool(self._result.get("digest")) and work_digest(self._work) != self._result["digest"]
        except OSError:
            return False

    def _conflict(self) -> str:
        theirs = esc(self._file.theirs or "")
        words = "This file was changed elsewhere while you were typing here. Nothing is saved until you choose. In the file now:"
        return card("Two versions", f"<p role='alert'>{words}</p><pre>{theirs}</pre>")

    def _new_editor(self) -> Any:
        language = _LANGUAGES.get(self._file.path.suffix, "plaintext")
        return mo.ui.code_editor(
            value=self._file.text, language=language, min_height=140, max_height=520, on_change=self._typed
        )

    def _redraw(self) -> None:
        mo.output.replace(self.view())

    def _typed(self, text: str) -> None:
        had = self._file.theirs is not None
        try:
            self._file.write(text)
        except GraderError as error:
            self._note = str(error)
            self._redraw()
            return
        if had != (self._file.theirs is not None):
            self._redraw()

    def _choose(self, name: str | None) -> None:
        if name:
            self._file = desk.DeskFile(self._work.parent / name)
            self._ask_for_editor()

    def _settle(self, *, mine: bool) -> None:
        if mine:
            self._file.keep_mine()
            self._redraw()
        else:
            self._file.keep_theirs()
            self._ask_for_editor()

    def _reset(self) -> None:
        try:
            kept = desk.reset(self._exercise, self._desk)
        except (GraderError, OSError) as error:
            self._note = str(error)
            self._redraw()
            return
        self._note = "This is the starter again." + (f" Your work is kept in {self._shown(kept)}." if kept is not None else "")
        self._file = desk.DeskFile(self._file.path)
        self._ask_for_editor()

    def _ask_for_editor(self) -> None:
        """Let the watching thread make the new editor.

        Inside a control's handler marimo counts the ids of new controls from the start again, so an editor
        made there would take the id of a control that the cell already has.
        """
        self._editor_is_old = True
        self._wake.set()

    def _check(self) -> None:
        from grader.lesson.service import Client

        if self._file.theirs is not None:
            self._note = "There are two versions of this file: choose the one to keep, then check it."
            self._redraw()
            return
        self._note = "Checking on a fresh Milvus …"
        saved = time.strftime("%H:%M:%S")
        self._redraw()
        try:
            self._result = {**learner_view(Client(mode.service_path()).check(self._exercise.id)), "judged": saved}
            self._note = ""
            mode.remember("panels", self._exercise.id, dict(self._result))
        except (GraderError, OSError) as error:
            self._note = str(error)
        self._redraw()

    def _hint(self) -> None:
        from grader.lesson.service import Client

        if self._more_hints:
            try:
                step = Client(mode.service_path()).hint(self._exercise.id)
                self._hints.append(str(step["text"]))
                self._more_hints = int(step["step"]) < int(step["of"])
            except (GraderError, OSError) as error:
                self._note = str(error)
        self._redraw()

    def _watch(self) -> None:
        """Redraw when somebody else, an editor or another tab, changed the file, or a new editor is wanted."""
        thread = mo.current_thread()
        while not thread.should_exit and self._session.is_alive():
            self._wake.wait(POLL_SECONDS)
            self._wake.clear()
            try:
                changed = self._file.refresh()
            except GraderError:
                continue
            if self._editor_is_old or (changed and self._file.theirs is None):
                self._editor_is_old = False
                self._editor = self._new_editor()
                changed = True
            if changed or (not self._note and self._is_old() != self._shown_old):
                self._redraw()

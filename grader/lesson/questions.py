"""Questions: `predict` before a demonstration, `after` to hold it back, `quiz` at the checkpoint."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import marimo as mo

from grader.course.progress import SKIPPED, is_right
from grader.lesson import mode
from grader.lesson.html import card, esc, md, with_slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Prediction(mo.ui.batch):
    """A question that waits for a choice or for Skip, then shows the answer and its reason.

    Attributes:
        answered: the option chosen, ``skipped``, or None while it waits.
        told_in: the one held-back cell that says so; the others stay empty.
    """

    def __init__(self, question: str, options: Sequence[str], answer: str, because: str, key: str) -> None:
        self._question, self._options, self._answer, self._because, self._key = question, options, answer, because, key
        self.answered: str | None = mode.recall("predictions", key) if mode.live() else SKIPPED
        self.told_in = ""
        self._standing = not mode.live()
        body = card("Predict", f"{md(question)}\n{{choice}}\n<div class='gl-row'>{{skip}}</div>", question)
        super().__init__(
            mo.Html(with_slots(body, "choice", "skip")),
            {
                "choice": mo.ui.radio(_labels(options), label="Your prediction"),
                "skip": mo.ui.button(label="Skip", kind="neutral", value=0, on_click=lambda n: n + 1),
            },
            on_change=self._answer_given,
        )

    @property
    def text(self) -> str:
        """What the cell shows: the question, or once answered the answer and its reason."""
        return super().text if self.answered is None else self._revealed()

    def page(self) -> str:
        """What a page of the site shows: the question to answer, and the answer folded."""
        opened = f"<p><strong>{_inline(self._answer)}.</strong></p>{md(self._because)}"
        return _asked("Predict", self._key, self._question, {option: option == self._answer for option in self._options}, opened)

    def _answer_given(self, value: dict[str, object]) -> None:
        self.answered = str(value["choice"]) if value["choice"] is not None else SKIPPED
        mode.remember("predictions", self._key, self.answered)
        mo.output.replace(mo.Html(self._revealed()))

    def _revealed(self) -> str:
        lines = "".join(
            f"<li{' class=gl-right' if option == self._answer else ''}>{_inline(option)}"
            f"{' <span class=gl-dim>: your prediction</span>' if option == self.answered else ''}</li>"
            for option in self._options
        )
        if self._standing or self.answered == SKIPPED:
            verdict = f"<p><strong>{_inline(self._answer)}.</strong></p>"
        elif self.answered == self._answer:
            verdict = "<p class='gl-good'><strong>As you predicted.</strong></p>"
        else:
            verdict = f"<p class='gl-wait'><strong>Not what happens:</strong> {_inline(self._answer)}.</p>"
        body = f"{md(self._question)}<ul class='gl-options'>{lines}</ul>{verdict}{md(self._because)}"
        return card("Predict", body, self._question)


class Quiz(mo.ui.batch):
    """A checkpoint question; each option tells why it is right or wrong."""

    def __init__(self, question: str, options: Mapping[str, str], answer: str, key: str) -> None:
        self._question, self._options, self._answer, self._key = question, options, answer, key
        self._live = mode.live()
        body = card("Checkpoint", f"{md(question)}\n{{choice}}", question)
        super().__init__(
            mo.Html(with_slots(body, "choice")),
            {"choice": mo.ui.radio(_labels(options), label="Your answer")},
            on_change=self._answer_given,
        )

    @property
    def text(self) -> str:
        """Live: the question. Otherwise: every option with its reason, folded."""
        if self._live:
            return super().text
        folded = "".join(
            f"<details><summary>{_inline(option)}</summary><div>{self._verdict(option)}</div></details>"
            for option in self._options
        )
        return card("Checkpoint", f"{md(self._question)}{folded}", self._question)

    def page(self) -> str:
        """What a page of the site shows: the question to answer, and every reason folded."""
        reasons = "".join(
            f"<li data-option='{esc(option)}'><strong>{_inline(option)}</strong>{self._verdict(option)}</li>" for option in self._options
        )
        opened = f"<ul class='gl-reasons'>{reasons}</ul>"
        return _asked("Checkpoint", self._key, self._question, {option: option == self._answer for option in self._options}, opened)

    def _verdict(self, option: str) -> str:
        right = option == self._answer
        word = "<strong class='gl-good'>Right.</strong>" if right else "<strong class='gl-bad'>Not this one.</strong>"
        return f"<p>{word} {_inline(self._options[option])}</p>"

    def _answer_given(self, value: dict[str, object]) -> None:
        option = str(value["choice"])
        if option not in self._options:
            return
        right = option == self._answer or is_right(mode.recall("quiz", self._key))
        mode.remember("quiz", self._key, {"answer": option, "right": right})
        verdict = card("Your answer", f"<div role='status'>{self._verdict(option)}</div>")
        mo.output.replace(mo.vstack([self, mo.Html(verdict)], gap=0))


def predict(question: str, options: Sequence[str], answer: str, because: str, *, key: str | None = None) -> Prediction:
    """Ask before a demonstration shows.

    Args:
        question, options, because: Markdown; options one line each.
        answer: one of `options`.
        key: the name under which the answer is remembered; by default the question itself.

    Raises:
        ValueError: `answer` is not among the options.
    """
    if answer not in options:
        raise ValueError(f"the answer {answer!r} is not among the options {list(options)}")
    made = Prediction(question, options, answer, because, key or question)
    mode.keep(made)
    return made


def after(prediction: Prediction) -> None:
    """Hold a demonstration back until its prediction was answered or skipped (live only)."""
    _ = prediction.value
    code = sys._getframe(1).f_code  # noqa: SLF001  the one thing that tells the calling cell
    cell = f"{code.co_filename}:{code.co_firstlineno}"
    prediction.told_in = prediction.told_in or cell
    words = mo.md("*Predict first, or skip: the demonstration runs then.*").style({"color": "var(--muted-foreground)"})
    mo.stop(prediction.answered is None, words if prediction.told_in == cell else None)


def quiz(question: str, options: Mapping[str, str], *, answer: str, key: str | None = None) -> Quiz:
    """Ask at the checkpoint.

    Args:
        question: Markdown.
        options: option to the reason why it is right or wrong.
        answer: the right option.
        key: the name under which the answer is remembered.

    Raises:
        ValueError: `answer` is not among the options.
    """
    if answer not in options:
        raise ValueError(f"the answer {answer!r} is not among the options {list(options)}")
    made = Quiz(question, options, answer, key or question)
    mode.keep(made)
    return made


def _asked(kicker: str, key: str, question: str, options: Mapping[str, bool], opened: str) -> str:
    """A question on a page: choices that a script may listen to, and an answer that opens without one."""
    choices = "".join(
        f"<label><input type='radio' name='{esc(key)}' value='{esc(option)}'{' data-right' if right else ''}>"
        f"<span>{_inline(option)}</span></label>"
        for option, right in options.items()
    )
    body = (
        f"{md(question)}<fieldset class='gl-choices'><legend class='gl-dim'>Your answer</legend>{choices}</fieldset>"
        f"<p class='gl-told' role='status'></p>"
        f"<details class='gl-answer'><summary>Show the answer</summary><div>{opened}</div></details>"
    )
    return f"<div class='question' data-kind='{esc(kicker.lower())}' data-key='{esc(key)}'>{card(kicker, body, question)}</div>"


def _inline(text: str) -> str:
    """One line of Markdown without its paragraph."""
    return md(text).replace('<span class="paragraph">', "<span>").strip()


def _labels(options: Iterable[str]) -> dict[str, str]:
    """What stands beside each radio button, to the option: marimo shows these labels as they are, without Markdown."""
    return {re.sub(r"[`*]", "", option): option for option in options}

"""A line on standard error while a grading takes long: what is waited for, and why a second time."""

from __future__ import annotations

import threading
from typing import Any, Self

import click

from grader.worker.deadlines import wall_of

SILENT = 8.0
"""Seconds without news before a line is said."""


class Waiting:
    """Hears of what ends, for any number of gradings at once; use it as a context."""

    def __init__(self) -> None:
        self._going: dict[str, tuple[Any, int]] = {}
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._over = False
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._news.set()
        self._thread.join(2)

    def begins(self, exercise: Any) -> None:
        """A grading begins."""
        with self._lock:
            self._going[exercise.id] = (exercise, 0)
        self._news.set()

    def hears(self, exercise: Any, outcome: dict[str, Any]) -> None:
        """One of its checks has ended."""
        with self._lock:
            self._going[exercise.id] = (exercise, self._going.get(exercise.id, (exercise, 0))[1] + 1)
        self._news.set()

    def says(self, exercise: Any, words: str) -> None:
        """It is run again, and why."""
        click.echo(f"{exercise.id}: {words}", err=True)
        self._news.set()

    def ends(self, exercise: Any) -> None:
        """Its result is there."""
        with self._lock:
            self._going.pop(exercise.id, None)
        self._news.set()

    def _watch(self) -> None:
        while not self._over:
            if self._news.wait(SILENT):
                self._news.clear()
                continue
            with self._lock:
                going = list(self._going.values())
            for exercise, done in going:
                most = f"a call into your code may take {exercise.timeout:g} s of CPU time and {wall_of(exercise.timeout):g} s in all; "
                words = most if exercise.kind != "files" else ""  # nothing of those is run
                click.echo(f"{exercise.id}: still waiting, {done} checks done; {words}Ctrl-C stops it", err=True)
            self._news.wait()

"""What the server makes while it already answers: the site, then the static lessons, a few at a time."""

from __future__ import annotations

import subprocess
import threading
from typing import TYPE_CHECKING

from grader.errors import GraderError
from grader.grading.slots import cores
from grader.site.reading import copies
from grader.site.web.built import build_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grader.course import Chapter, Course

AT_ONCE = 3
"""Lessons that run side by side at most."""


class Background:
    """Builds on threads of its own; ``stop`` ends what they have started.

    Lessons wait for Milvus half of their time, so that as many run side by side as there are cores; at most `AT_ONCE`,
    because a reader works here too.

    Attributes:
        trouble: what went wrong, by ``site`` or chapter id, in words for the reader.
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self.trouble: dict[str, str] = {}
        self._left: dict[str, Chapter] = {}
        self._wanted: list[str] = []
        self._shown: frozenset[str] = frozenset()
        self._children: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()  # what stands above
        self._pages = threading.Lock()  # who builds the pages
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def start(self) -> None:
        """Begin building."""
        self._thread.start()

    def stop(self) -> None:
        """End the children's whole groups and wait for the thread, which waits for its own."""
        self._stopping.set()
        with self._lock:
            children = list(self._children)
        for child in children:
            copies.end(child)
        self._thread.join(10)

    def want(self, id: str) -> str:
        """A reader waits for this chapter's lesson: it comes next.

        Returns:
            ``ready`` once the built pages show it, ``failed`` when `trouble` says why not, else ``waiting``.
        """
        if id in self.trouble or "site" in self.trouble:
            return "failed"
        if id in self._shown:
            return "ready"
        with self._lock:
            if id not in self._wanted:
                self._wanted.append(id)
        return "waiting"

    def _run(self) -> None:
        self._build()
        self._left = {c.id: c for c in copies.lessons(self._course)}
        beside = [
            threading.Thread(target=self._lessons, name=f"lessons {n}", daemon=True)
            for n in range(1, min(cores(), AT_ONCE))
        ]
        for thread in beside:
            thread.start()
        self._lessons()
        for thread in beside:
            thread.join()
        self._build()  # with the last ones

    def _lessons(self) -> None:
        while not self._stopping.is_set():
            with self._lock:
                id = next((i for i in self._wanted if i in self._left), next(iter(self._left), None))
                if id is None:
                    return
                chapter = self._left.pop(id)
            self._attempt(id, lambda c=chapter: copies.make(self._course, c, self._running, self._stopping, behind=True))  # type: ignore[misc]  # a lambda's default has no annotation
            if id in self._wanted:  # the pages are built again for whoever waits
                self._build()

    def _build(self) -> None:
        with self._pages:
            there = frozenset(c.id for c in copies.lessons(self._course) if copies.copy_of(self._course, c) is not None)
            if self._attempt("site", lambda: build_site(self._course.root, running=self._running, behind=True)):
                self._shown = there

    def _attempt(self, what: str, act: Callable[[], Path]) -> bool:
        if self._stopping.is_set():
            return False
        try:
            act()
        except (GraderError, OSError) as error:
            if not self._stopping.is_set():
                self.trouble[what] = str(error)
            return False
        self.trouble.pop(what, None)
        return True

    def _running(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._children = {c for c in self._children if c.poll() is None} | {process}
        if self._stopping.is_set():
            copies.end(process)

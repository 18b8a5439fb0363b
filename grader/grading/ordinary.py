"""``pytest exercises/ch05_vector_indexes``: the same checks in an ordinary pytest run, still with a worker.

The pytest process is the trusted one here; it holds the desk's copy of each exercise (``$GRADER_WORK``, or
``my/`` beside ``book.toml``), or the starter where nothing was begun.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.errors import NoBackend, UsageError

if TYPE_CHECKING:
    from grader.grading.run import Run

KEY: pytest.StashKey[OrdinaryRuns] = pytest.StashKey()


class OrdinaryRuns:
    """The runs of one pytest session, one an exercise file, each ended after its last check."""

    def __init__(self) -> None:
        self.runs: dict[Path, Run] = {}
        self.stacks: dict[Path, contextlib.ExitStack] = {}
        self.unserved: dict[Path, str] = {}

    def run(self, path: Path) -> Run:
        """The run of a file; its checks are skipped where no Milvus serves them."""
        if path in self.unserved:
            pytest.skip(self.unserved[path])
        if path not in self.runs:
            self.runs[path] = self._start(path)
        return self.runs[path]

    def _start(self, path: Path) -> Run:
        from grader import course
        from grader.checks.session import Job, Session
        from grader.grading.copies import own_copy, short_temp
        from grader.grading.grade import PUBLIC_SEED
        from grader.grading.run import Run, begin
        from grader.grading.supply import Supply

        root = course.find_root(start=path.parent)
        exercise = course.load(root).exercise(f"{path.parent.name}/{path.name.removeprefix('test_')}")
        desk = Path(os.environ.get("GRADER_WORK", root / "my"))
        work = exercise.work_path(desk)
        stack = self.stacks[path] = contextlib.ExitStack()
        supply = Supply()
        stack.callback(supply.close)
        try:
            granted = stack.enter_context(supply.milvus(exercise))
        except NoBackend as error:
            self.end(path)
            self.unserved[path] = str(error)
            pytest.skip(str(error))
        folder = Path(tempfile.mkdtemp(prefix="gr-", dir=short_temp()))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        copy = own_copy(work if work.exists() else exercise.starter_path, folder)
        job = Job(
            exercise=exercise, work=str(copy), folder=str(folder), seed=int(os.environ.get("GRADER_SEED", PUBLIC_SEED)),
            lite=granted.lite, endpoint=granted.endpoint, identity=granted.identity,
        )  # fmt: skip
        session = Session(job, supply.launcher(), granted.control)
        stack.callback(session.close)
        begin(session)
        return Run(session, lambda outcome: None)

    def end(self, path: Path) -> None:
        self.runs.pop(path, None)
        stack = self.stacks.pop(path, None)
        if stack is not None:
            stack.close()

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(self, item: pytest.Item, nextitem: pytest.Item | None) -> None:
        if nextitem is None or nextitem.path != item.path:
            self.end(item.path)

    def pytest_unconfigure(self) -> None:
        for path in list(self.stacks):
            self.end(path)


def attach(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Make the runs available; none is started before its first check."""
    if KEY not in config.stash and items:
        config.stash[KEY] = OrdinaryRuns()
        config.pluginmanager.register(config.stash[KEY], "grader-ordinary")


def run_of(item: pytest.Item, *, start: bool = True) -> Run | None:
    """The run that a check belongs to; None where it has none and none is to be started.

    Raises:
        UsageError: the file lies outside a course.
    """
    if KEY not in item.config.stash:
        raise UsageError("A check lies in a course's exercises folder", str(item.path), "grader check")
    runs = item.config.stash[KEY]
    return runs.run(item.path) if start else runs.runs.get(item.path)

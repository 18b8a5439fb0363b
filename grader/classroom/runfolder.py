"""The folder of one class run: where its store, hand-ins, copies of the instructor's files and reports lie."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.errors import UsageError


@dataclass(frozen=True)
class Use:
    """A run's hold on its folder.

    Attributes:
        alone: no other run grades from it; only then may the unpacked files be replaced.
        share: called once the hand-ins are in: from then on other runs may join.
    """

    alone: bool
    share: Callable[[], None]


@dataclass(frozen=True)
class RunFolder:
    """The paths in a run folder.

    Attributes:
        path: the folder; `grader bulk --out`.
    """

    path: Path

    @property
    def store(self) -> Path:
        return self.path / "store.sqlite"

    @property
    def intake(self) -> Path:
        """The list of hand-ins, so that reports need no export again."""
        return self.path / "intake.json"

    @property
    def handins(self) -> Path:
        """The hand-ins, unpacked."""
        return self.path / "handins"

    @property
    def policy(self) -> Path:
        return self.path / "policy.toml"

    @property
    def roster(self) -> Path:
        return self.path / "roster.csv"

    @property
    def reports(self) -> Path:
        return self.path / "reports"

    @property
    def logs(self) -> Path:
        """The grader's own logs of what it could not grade."""
        return self.path / "logs"

    def make(self) -> None:
        """Make it, for its owner alone: it holds a class's work.

        Raises:
            UsageError: it cannot be made.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"The run folder {self.path} can be made", error.strerror or str(error), "name another one with --out"
            ) from None

    def keep(self, given: Path | None, kept: Path) -> None:
        """Copy a file of the instructor's in; without one, the copy of an earlier run stays.

        Raises:
            UsageError: it cannot be copied.
        """
        if given is None or given.resolve() == kept.resolve():
            return
        try:
            new = kept.with_name(f".{kept.name}.{os.getpid()}")
            shutil.copyfile(given, new)
            new.replace(kept)
        except OSError as error:
            raise UsageError(f"{given} can be copied to {kept}", error.strerror or str(error), "look at both") from None

    @contextlib.contextmanager
    def in_use(self) -> Iterator[Use]:
        """Held while a run takes in hand-ins and grades them."""
        try:
            import fcntl
        except ImportError:  # Windows: one run at a time
            yield Use(alone=True, share=lambda: None)
            return
        with (self.path / ".in-use").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                alone = True
            except OSError:
                alone = False
                fcntl.flock(file, fcntl.LOCK_SH)  # waits until the other run has taken its hand-ins in
            yield Use(alone, lambda: fcntl.flock(file, fcntl.LOCK_SH))

"""Grade one exercise from start to verdict: the work, a Milvus, a trusted run, the blame, the score."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader import results
from grader.checks.session import Job
from grader.course import declared as points
from grader.errors import GraderError, NoBackend
from grader.grading.blame import Attempt, settle
from grader.grading.converse import Progress, converse
from grader.grading.copies import beside, digest_of, nothing_at, own_copy, readable_digest, refusal, short_temp
from grader.grading.quiet import Watch
from grader.results import scoring

if TYPE_CHECKING:
    from grader.course import Course, Exercise
    from grader.grading.supply import Supply

PUBLIC_SEED = 20_250_715
"""The seed of `grader check` on one's own machine; a class run uses one that the class has not seen."""


def _nothing(words: str) -> None:
    """Nobody listens."""


@dataclass
class Request:
    """What is wanted of one grading.

    Attributes:
        work: the submission.
        backend: only this one, or whichever serves.
        off: layers to switch off (tests of the grader only).
        reference: whether the reference solution may be asked when blame is open.
        proved: on which Milvus each exercise was proved (``proved.toml``). Where a failed submission met another one,
            or another seed, the reference must pass there too before the failure counts. None: no such question.
        patience: times the wall clock of every deadline; below 1 only in tests of what waits for ever.
        first_loss: whether a point is lost is all that is asked: the checks behind one that fails are blocked.
        within: the desk that the submission lies on, where it was not taken from there already.
        say: hears why something is run a second time, which takes as long again.
    """

    exercise: Exercise
    work: Path
    seed: int = PUBLIC_SEED
    backend: str | None = None
    debug: bool = False
    confinement: str = "none"
    off: frozenset[str] = field(default_factory=frozenset)
    reference: bool = True
    compare_starter: bool = True
    proved: Mapping[str, list[str]] | None = None
    patience: float = 1.0
    first_loss: bool = False
    within: Path | None = None
    say: Callable[[str], None] = _nothing


class Grader:
    """Grades exercises with one launcher and one supply of Milvuses; thread-safe."""

    def __init__(self, course: Course, supply: Supply) -> None:
        self.course, self.supply = course, supply
        self.alone = threading.Condition()
        self.running = 0
        self.exclusive = False
        self.references: dict[tuple[str, ...], Attempt] = {}
        self.reads: dict[str, set[str]] = {}
        """Exercise to the course\'s files that its checks were seen to open."""

    def check(self, request: Request, progress: Progress | None = None) -> dict[str, Any]:
        """Grade; always a result document, also for what cannot be graded.

        Raises:
            WorkUnreadable: the file is there and cannot be read.
            CourseError: an author's mistake.
        """
        exercise, work = request.exercise, request.work
        started = time.monotonic()
        declared = points.declared(exercise.test_path)

        def result(score: scoring.Score, **more: Any) -> dict[str, Any]:
            return results.document(
                self.course, exercise, score, seed=request.seed, launcher=self.supply.launcher_name,
                confinement=request.confinement, debug=request.debug, seconds=time.monotonic() - started, **more,
            )  # fmt: skip

        not_started = scoring.score(declared, [{**c, "status": "not_started"} for c in declared])
        if not work.exists():
            return result(not_started, note=nothing_at(work) + beside(exercise, work, self.course.exercises))
        if why := refusal(work, request.within, strangers=request.confinement != "none"):
            return result(scoring.score(declared, _refused(declared, why)), note=why)
        digest = readable_digest(work)
        if request.compare_starter and digest == digest_of(exercise.starter_path):
            return result(not_started, digest=digest, note="Still equal to the starter" + beside(exercise, work, self.course.exercises))
        try:
            self.supply.choose(exercise, request.backend)
        except NoBackend as error:
            unavailable = scoring.Score("unavailable", 0, not_started.max_points, not_started.checks)
            return result(unavailable, digest=digest, note=str(error))

        attempt, tried = self._settled(request, progress)
        score = scoring.score(declared, attempt.outcomes)
        itself = next((o["message"] for o in attempt.outcomes if o.get("fault") == "own"), "")
        if itself:  # the reference solution met the same: a full disk, a Milvus that is broken here
            away = scoring.Score("unavailable", 0, score.max_points, not_started.checks)
            return result(away, digest=digest, milvus=attempt.milvus, note=f"Milvus fails by itself here, for the reference solution too: {itself}")
        if score.status in ("partial", "failed") and not self._proved(request, attempt):
            where = f"{attempt.milvus['backend']} {attempt.milvus['version']}" if attempt.milvus else "this seed"
            away = scoring.Score("unavailable", 0, score.max_points, not_started.checks)
            return result(away, digest=digest, milvus=attempt.milvus, note=f"Not proved on {where}: the reference solution fails there too")
        note, log = "; ".join(tried), ""
        if not attempt.complete or score.status == "error":
            note = "; ".join(x for x in (attempt.trouble, note) if x) or "The grader could not finish"
            log = attempt.log[-8000:]
            if score.status != "error":
                score = scoring.Score("error", score.points, score.max_points, score.checks)
        return result(score, digest=digest, milvus=attempt.milvus, note=note, log=log)

    # -- attempts -----------------------------------------------------------------------------------------

    def _settled(self, request: Request, progress: Progress | None) -> tuple[Attempt, list[str]]:
        def again() -> Attempt:
            request.say("it did not come to an end by itself, or Milvus did: running it once more, alone, to be sure")
            with self._alone(self._tree(request)):
                return self._attempt(request, request.work, None)

        def reference() -> Attempt | None:
            if not (request.reference and request.exercise.solution_path.exists()):
                return None
            # Where Milvus or the grading itself ended, the reference shows what holds on this machine now.
            value_alone = first.complete and set(first.faults().values()) == {"check"}
            if not value_alone:
                request.say("running the reference solution too, to see whose fault it is")
            return self._reference(request, known=value_alone)

        with self._beside_others():
            first = self._attempt(request, request.work, progress)
        if "experiment" in request.off:
            return first, []
        return settle(first, again, reference)

    def _proved(self, request: Request, attempt: Attempt) -> bool:
        """Whether a failure may count: this exercise was proved on this Milvus and seed, or the reference passes now."""
        exercise, milvus = request.exercise, attempt.milvus
        if request.proved is None or not exercise.solution_path.exists():
            return True
        name = f"{milvus['backend']} {milvus['version']}" if milvus else "no Milvus"
        if request.seed == PUBLIC_SEED and name in request.proved.get(exercise.id, ()):
            return True
        return _all_passed(self._reference(request, known=True))

    def _reference(self, request: Request, *, known: bool) -> Attempt:
        """The reference solution, alone, on a fresh Milvus.

        One that passed is remembered for the same exercise, Milvus and seed: a class of 200 does not wait 200 times.

        Args:
            known: take what is remembered.
        """
        exercise, backend = request.exercise, self.supply.choose(request.exercise, request.backend)
        key = (
            exercise.id, backend.key() if backend is not None else "", str(request.seed), request.confinement,
            ",".join(sorted(request.off)), digest_of(exercise.solution_path), digest_of(exercise.test_path),
        )  # fmt: skip
        if known and key in self.references:
            return self.references[key]
        with self._alone():
            if known and key in self.references:  # somebody else has asked meanwhile
                return self.references[key]
            attempt = self._attempt(request, exercise.solution_path, None)
            if _all_passed(attempt):
                self.references[key] = attempt
        return attempt

    def _attempt(self, request: Request, work: Path, progress: Progress | None) -> Attempt:
        attempt = Attempt()
        folder = Path(tempfile.mkdtemp(prefix=f"gr-{os.getpid()}-", dir=short_temp()))
        try:
            with self.supply.milvus(request.exercise, request.backend) as granted:
                job = Job(
                    exercise=request.exercise, work=str(own_copy(work, folder, request.exercise.entry)), folder=str(folder), seed=request.seed,
                    lite=granted.lite, endpoint=granted.endpoint, identity=granted.identity,
                    confinement=request.confinement, debug=request.debug, off=request.off,
                    patience=request.patience, first_loss=request.first_loss,
                )  # fmt: skip
                with self.supply.runner(debug=request.debug) as sock:
                    converse(sock, job, attempt, granted.control, progress)
                if attempt.complete and granted.identity is not None:
                    attempt.milvus = vars(granted.identity).copy()
        except GraderError as error:
            attempt.complete, attempt.trouble = False, str(error)
        finally:
            with contextlib.suppress(OSError):
                attempt.log = (folder / "runner.log").read_text(errors="replace")
            shutil.rmtree(folder, ignore_errors=True)
        with self.alone:
            self.reads.setdefault(request.exercise.id, set()).update(attempt.reads)
        return attempt

    # -- alone --------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _beside_others(self) -> Any:
        with self.alone:
            self.alone.wait_for(lambda: not self.exclusive)
            self.running += 1
        try:
            yield
        finally:
            with self.alone:
                self.running -= 1
                self.alone.notify_all()

    @contextlib.contextmanager
    def _alone(self, tree: int | None = None) -> Any:
        """Nothing else of this grader runs meanwhile, so that a busy neighbour is blamed on nobody.

        Args:
            tree: the process below which all of it runs; once that only waits, others go on beside it.
        """
        with self.alone:
            self.alone.wait_for(lambda: not self.exclusive)
            self.exclusive = True
            self.alone.wait_for(lambda: self.running == 0)
        held = True

        def let_go() -> None:
            nonlocal held
            with self.alone:
                if held:
                    held = self.exclusive = False
                    self.alone.notify_all()

        watch = Watch(tree, let_go) if tree is not None else None
        if watch is not None:
            watch.start()
        try:
            yield
        finally:
            if watch is not None:
                watch.end()
            let_go()

    def _tree(self, request: Request) -> int | None:
        """The forking parent, where all processes of a grading descend from it: no container, no server beside them."""
        backend = self.supply.choose(request.exercise, request.backend)
        parent = getattr(self.supply.launcher(), "parent", None)
        if parent is None or request.confinement == "docker" or (backend is not None and backend.name != "lite"):
            return None
        return int(parent.pid)


def _refused(declared: list[dict[str, Any]], why: str) -> list[dict[str, Any]]:
    """The outcomes of a submission that is not read: the first check says why."""
    first = declared[0]["name"] if declared else ""
    return [
        {**c, "status": "blocked", "message": f"blocked by {first}"} if number else {**c, "status": "failed", "message": why}
        for number, c in enumerate(declared)
    ]


def _all_passed(attempt: Attempt) -> bool:
    return attempt.complete and all(o["status"] == "passed" for o in attempt.outcomes)

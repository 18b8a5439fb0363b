"""Grade one exercise from start to verdict: the work, a Milvus, a trusted run, the blame, the score."""

from __future__ import annotations

import contextlib
import shutil
import socket
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
from grader.errors import GraderError, LaunchFailed, NoBackend, WorkUnreadable
from grader.grading.blame import Attempt, settle
from grader.grading.quiet import Watch
from grader.results import scoring

if TYPE_CHECKING:
    from grader.course import Course, Exercise
    from grader.grading.supply import Supply

PUBLIC_SEED = 20_250_715
"""The seed of `grader check` on one's own machine; a class run uses one that the class has not seen."""
RUN_LIMIT = 900.0
"""Seconds after which a whole grading is ended whatever it does; its checks have deadlines of their own."""

Progress = Callable[[dict[str, Any]], None]


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


class Grader:
    """Grades exercises with one launcher and one supply of Milvuses; thread-safe."""

    def __init__(self, course: Course, supply: Supply) -> None:
        self.course, self.supply = course, supply
        self.alone = threading.Condition()
        self.running = 0
        self.exclusive = False
        self.references: dict[tuple[str, str, int], bool] = {}

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
            return result(not_started, note=f"Nothing at {work.parent.name}/{work.name} yet: `grader next` makes it")
        digest = _readable_digest(work)
        if request.compare_starter and digest == _digest_of(exercise.starter_path):
            return result(not_started, digest=digest, note="Still equal to the starter")
        try:
            self.supply.choose(exercise, request.backend)
        except NoBackend as error:
            unavailable = scoring.Score("unavailable", 0, not_started.max_points, not_started.checks)
            return result(unavailable, digest=digest, note=str(error))

        attempt, tried = self._settled(request, progress)
        score = scoring.score(declared, attempt.outcomes)
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
            with self._alone(self._tree(request)):
                return self._attempt(request, request.work, None)

        def reference() -> Attempt | None:
            if not (request.reference and request.exercise.solution_path.exists()):
                return None
            with self._alone():
                return self._attempt(request, request.exercise.solution_path, None)

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
        key = (exercise.id, name, request.seed)
        if key not in self.references:
            with self._alone():
                known = self._attempt(request, exercise.solution_path, None)
            self.references[key] = known.complete and all(o["status"] == "passed" for o in known.outcomes)
        return self.references[key]

    def _attempt(self, request: Request, work: Path, progress: Progress | None) -> Attempt:
        attempt = Attempt()
        folder = Path(tempfile.mkdtemp(prefix="gr-", dir=_short_temp()))
        try:
            with self.supply.milvus(request.exercise, request.backend) as granted:
                job = Job(
                    exercise=request.exercise, work=str(_own_copy(work, folder)), folder=str(folder), seed=request.seed,
                    lite=granted.lite, endpoint=granted.endpoint, identity=granted.identity,
                    confinement=request.confinement, debug=request.debug, off=request.off,
                    patience=request.patience,
                )  # fmt: skip
                with self.supply.runner(debug=request.debug) as sock:
                    _converse(sock, job, attempt, granted.control, progress)
                if attempt.complete and granted.identity is not None:
                    attempt.milvus = vars(granted.identity).copy()
        except GraderError as error:
            attempt.complete, attempt.trouble = False, str(error)
        finally:
            with contextlib.suppress(OSError):
                attempt.log = (folder / "runner.log").read_text(errors="replace")
            shutil.rmtree(folder, ignore_errors=True)
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


def _converse(
    sock: socket.socket, job: Job, attempt: Attempt, control: Callable[[str], str], progress: Progress | None
) -> None:
    """Hand the job over, take outcomes, serve the levers, until the runner is done."""
    from grader.worker import wire
    from grader.worker.frames import receive, send

    with contextlib.suppress(OSError):  # a runner that has ended shows itself below
        send(sock, wire.encode(job.as_data()))
    end = time.monotonic() + RUN_LIMIT
    while True:
        sock.settimeout(None if job.debug else max(0.1, end - time.monotonic()))
        try:
            frame = receive(sock, wire.MAX_REPLY)
        except TimeoutError:
            attempt.trouble = f"The whole grading took over {RUN_LIMIT:g} s"
            attempt.ended = bool(attempt.declared)
            return
        except (OSError, wire.ProtocolError) as error:
            attempt.ended = bool(attempt.declared)
            raise LaunchFailed("The trusted process ends with a verdict", str(error)) from error
        if frame is None:
            attempt.ended = bool(attempt.declared) and not attempt.trouble
            attempt.trouble = attempt.trouble or "The trusted process ended without a verdict"
            return
        message = wire.decode(frame)
        if "outcome" in message:
            attempt.outcomes.append(message["outcome"])
            if progress is not None:
                progress(message["outcome"])
        elif "checks" in message:
            attempt.declared = message["checks"]
        elif "control" in message:
            send(sock, wire.encode(_controlled(control, str(message["control"]))))
        elif "collection" in message or "failed" in message:
            attempt.trouble = str(message.get("collection") or message["failed"])
        elif "done" in message:
            attempt.complete = not attempt.trouble and bool(attempt.outcomes)
            attempt.milvus = message["milvus"]
            return


def _controlled(control: Callable[[str], str], what: str) -> dict[str, str]:
    try:
        return {"value": control(what)}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def _own_copy(work: Path, folder: Path) -> Path:
    """A copy of the submission, so that nothing a worker does reaches the desk, and a save in mid-run changes nothing."""
    target = folder / "work" / work.name
    target.parent.mkdir(mode=0o755)
    if work.is_dir():
        shutil.copytree(work, target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(work, target)
    for path in (target, *(target.rglob("*") if target.is_dir() else ())):
        if not path.is_symlink():  # a sandbox reads it as another user
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o644))
    return target


def _readable_digest(work: Path) -> str:
    try:
        return results.work_digest(work)
    except OSError as error:
        raise WorkUnreadable(f"{work} can be read", error.strerror or str(error), f"chmod u+r {work}") from None


def _digest_of(path: Path) -> str:
    try:
        return results.work_digest(path)
    except OSError:
        return ""


def _short_temp() -> str | None:
    """A folder short enough for a socket's path (107 characters at most)."""
    default = tempfile.gettempdir()
    return default if len(default) < 50 else "/tmp"  # noqa: S108  private folders are made inside it with mkdtemp

"""One exercise under grading, in the trusted process: its worker, its Milvus, its tap, its folder.

A worker that ends is replaced for the next check; a Milvus that ends is not, because whose fault that
was is found out by experiment (``fault.py``).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from grader.backends.base import Endpoint, Identity
from grader.checks.submission import Submission
from grader.course import Exercise
from grader.errors import InternalFault, MilvusGone
from grader.worker.deadlines import Waited, total_of
from grader.worker.doors import Doors, Port
from grader.worker.link import Link, Output
from grader.worker.sandbox.jail import LAYERS, Jail, python_paths
from grader.worker.spec import WorkerSpec

if TYPE_CHECKING:
    from grader.checks.broker import BrokerUnderTest
    from grader.checks.milvus import MilvusUnderTest
    from grader.worker.launch.base import Launcher
    from grader.worker.process import Process


PORT = 19530
"""Where Milvus is found by those who do not know better."""
LAYERS_OFF = "GRADER_TEST_LAYERS_OFF"
"""The variable with which the grader's own tests may switch layers off, in the process that makes a job and in its runner."""


@dataclass(frozen=True)
class Job:
    """Everything that a trusted process needs to grade one exercise; data only.

    Attributes:
        work: the submission, a file or folder.
        folder: private to this grading, short enough for a socket; whoever made the job removes it.
        seed: of every random data set.
        lite: the version of Milvus Lite to start, or empty.
        endpoint, identity: a Milvus that somebody else started, where `lite` is empty and the exercise wants one.
        checks: only these, or all.
        off: layers to switch off, for the tests that prove that each is needed. No job has any, and none that arrives as
            data is taken with any, except in a process for which a test has set :data:`LAYERS_OFF`: neither a manifest
            nor a submission reaches a trusted process' environment.
        patience: times the wall clock of every deadline; below 1 only in tests of what waits for ever.
        first_loss: the checks behind one that fails are not run.
    """

    exercise: Exercise
    work: str
    folder: str
    seed: int
    lite: str = ""
    endpoint: Endpoint | None = None
    identity: Identity | None = None
    checks: tuple[str, ...] = ()
    confinement: str = "none"
    debug: bool = False
    off: frozenset[str] = field(default_factory=frozenset)
    patience: float = 1.0
    first_loss: bool = False

    def __post_init__(self) -> None:
        """Refuse to weaken the trust boundary where no test has asked for it."""
        if self.off and os.environ.get(LAYERS_OFF) != "1":
            raise InternalFault("Every layer stands", f"a job that switches off {', '.join(sorted(self.off))}", f"{LAYERS_OFF} is for the grader's own tests")

    def as_data(self) -> dict[str, Any]:
        data: dict[str, Any] = msgspec.to_builtins(self, enc_hook=str)
        return data

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Job:
        """A job from what :meth:`as_data` gave.

        Raises:
            msgspec.ValidationError: a field has another type than here.
        """
        return msgspec.convert(data, cls, strict=True, dec_hook=lambda cls, value: cls(value))


class Session:
    """What the fixtures of one exercise share."""

    def __init__(self, job: Job, launcher: Launcher, control: Callable[[str], str] | None = None) -> None:
        self.job, self.exercise, self.launcher, self.control = job, job.exercise, launcher, control
        self.folder = Path(job.folder)
        self.output = Output(cap=1 << 30) if "output-cap" in job.off else Output()
        self.extra: list[Link] = []
        self.waited = Waited(total_of(job.exercise.timeout, job.patience))
        self.counter = 0
        self.confined = job.confinement in ("namespaces", "docker")
        self.broken_import = ""
        self.built: Any = None
        self.port: Port | None = None
        self.milvus_ended = False
        self._milvus: MilvusUnderTest | None = None
        self._source: Any = None
        self._tap: Any = None
        self._broker: BrokerUnderTest | None = None
        self._doors = Doors(self.folder, job.endpoint)
        self._link = self._new_link()

    def begin(self) -> None:
        """Start Milvus Lite, while the checks are being collected; what a kind starts was started before."""
        if self.exercise.milvus and self.job.lite:
            self._start_lite()

    def prepare_worker(self) -> None:
        """Start the worker ahead of the first call."""
        self._link.prepare()

    # -- the submission -------------------------------------------------------------------------------

    def submission(self) -> Submission:
        """The learner's file; a new worker after a death."""
        if not self._link.live:
            self._link = self._new_link()
            self._link.prepare()
        return Submission(self._link, self._another)

    def _another(self) -> Link:
        link = self._new_link()
        link.prepare()
        self.extra.append(link)
        return link

    def _new_link(self) -> Link:
        return Link(
            self._start_worker,
            timeout=self.exercise.timeout,
            output=self.output,
            milvus_alive=self.milvus_alive,
            limited=not self.job.debug and "deadline" not in self.job.off,
            off=self.job.off,
            patience=self.job.patience,
            waited=self.waited,
        )

    def _start_worker(self) -> Process:
        self.counter += 1
        scratch = self.folder / f"w{self.counter}"
        scratch.mkdir(mode=0o700)
        spec = WorkerSpec(
            path=str(self.job.work),
            scratch=str(scratch),
            memory=self.exercise.memory if "memory" not in self.job.off else 0,
            lite=(self.worker_uri,) if self.job.lite else (),
            confinement=self.job.confinement,
            debug=self.job.debug,
            jail=self.jail(scratch, str(self.job.work)).as_data() if self.confined else None,
        )
        if self.job.confinement == "docker":
            from grader.worker.sandbox.docker import worker

            return worker(spec, self.folder / f"c{self.counter}")
        return self.launcher.worker(spec)

    def jail(self, scratch: Path, *read: str, folder: str = "", ports: tuple[tuple[int, str], ...] = ()) -> Jail:
        """What the submission sees in a sandbox: itself, and the way to Milvus, on `ports` too."""
        doors = self._doors.open(tapped=self.exercise.tap) if self.exercise.milvus else ((), ())
        return Jail(
            str(scratch), (*python_paths(), *read, *doors[0]), folder, doors[1] + ports, memory=self.exercise.memory + 256,
            off=frozenset(LAYERS) & self.job.off,
        )  # fmt: skip

    # -- Milvus ---------------------------------------------------------------------------------------

    @property
    def worker_uri(self) -> str:
        """Where the worker finds Milvus."""
        if self.exercise.tap:
            return f"unix:{self._doors.folder}/t"
        return self.job.endpoint.uri if self.job.endpoint is not None else self._lite_address

    @property
    def _lite_address(self) -> str:
        """Where Milvus Lite listens: in sight of the submission only where no tap stands between."""
        return f"unix:{self.folder if self.exercise.tap else self._doors.folder}/s"

    def milvus(self) -> MilvusUnderTest:
        """The Milvus of this exercise, started at the first use."""
        if self._milvus is None:
            from grader.checks.milvus import FixedSource, MilvusUnderTest

            if self.job.lite:
                self._start_lite()
                self._source.ready()
                from grader.backends.lite import register_lite, without_index_wait

                register_lite(self._source.address)
                without_index_wait()
            elif self.job.endpoint is not None and self.job.identity is not None and self.control is not None:
                self._source = FixedSource(self.job.endpoint, self.job.identity, self.control)
            else:
                raise MilvusGone(f"{self.exercise.id} has a Milvus", "none was started for it")
            if self.exercise.tap:
                from grader.checks.tap import Tap

                self._tap = Tap(self.worker_uri, self._source.endpoint.uri)
                Path(self.worker_uri.removeprefix("unix:")).chmod(0o666)  # its folder is ours alone
            self._milvus = MilvusUnderTest(self.exercise, self._source, self._tap, self.worker_uri)
        return self._milvus

    def broker(self) -> BrokerUnderTest:
        """A message broker beside Milvus, started at the first use; one for all checks, so each takes topics of its own."""
        if self._broker is None:
            from grader.checks.broker import BrokerUnderTest

            self._broker = BrokerUnderTest(self.folder)
        return self._broker

    def by_port(self) -> tuple[str, tuple[tuple[int, str], ...]]:
        """Milvus' address as a URL with a port, for clients that take no unix socket, and what a sandbox needs for it."""
        uri = self.milvus().uri
        if not uri.startswith("unix:"):
            return uri, ()
        if self.port is None:
            self.port = Port(uri.removeprefix("unix:"), f"{self._doors.folder}/p" if self.confined else "")
        if self.confined:  # its loopback is empty, so the usual port is free
            return f"http://127.0.0.1:{PORT}", ((PORT, f"{self._doors.folder}/p"),)
        return f"http://127.0.0.1:{self.port.number}", ()

    def milvus_alive(self) -> bool:
        """True when there is none, or it answers."""
        return self._milvus is None or "milvus-fault" in self.job.off or self._milvus.alive()

    def _start_lite(self) -> None:
        if self._source is None:
            from grader.checks.milvus import LiteSource

            self._source = LiteSource(self.launcher.lite, self.folder, self.job.lite, self._lite_address)

    # -- between checks -------------------------------------------------------------------------------

    def rng_seed(self, check: str) -> list[int]:
        """What a check's random generator starts from: the run's seed and the check's own name."""
        return [self.job.seed, zlib.crc32(check.encode())]

    def before_check(self) -> None:
        """Every check waits for itself alone."""
        self.waited.seconds = 0.0

    def after_check(self) -> None:
        """End the extra workers of the check that made them."""
        for link in self.extra:
            link.end()
        self.extra.clear()

    def close(self) -> None:
        """End worker, broker, tap and Milvus Lite."""
        self.after_check()
        self._link.end()
        with contextlib.suppress(Exception):
            if self._milvus is not None:
                self._milvus.close()
        if self._broker is not None:
            self._broker.close()
        if self._tap is not None:
            self._tap.close()
        self._doors.close()
        if self.port is not None:
            self.port.close()
        if self._source is not None and self.job.lite:
            self._source.close()
        for n in range(1, self.counter + 1):
            shutil.rmtree(self.folder / f"w{n}", ignore_errors=True)

"""The trusted process: runs an exercise's checks with pytest and tells its owner each outcome, as data.

The verdict has a socket of its own. What is printed here goes to a log that nobody parses; an end of the
socket without the word ``done`` is the grader's own fault, never the learner's.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.backends.quiet_clients import quiet_clients
from grader.checks.session import Job, Session
from grader.grading.reads import watch
from grader.worker import own_limits, wire
from grader.worker.confine import redirect_output
from grader.worker.frames import receive, send

if TYPE_CHECKING:
    from grader.worker.launch.base import Launcher

INI = "[pytest]\naddopts =\npython_files = test_*.py\n"


class Owner:
    """The socket to whoever asked for this grading."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def say(self, message: dict[str, Any]) -> None:
        send(self.sock, wire.encode(message))

    def control(self, what: str) -> str:
        """Ask the owner, who holds the server, to do something with it."""
        self.say({"control": what})
        frame = receive(self.sock, wire.MAX_REQUEST)
        if frame is None:
            raise ConnectionError("the owner has gone")
        reply = wire.decode(frame)
        if "error" in reply:
            from grader.errors import MilvusGone

            raise MilvusGone(f"The server does `{what}`", reply["error"])
        return str(reply["value"])


def main(sock: socket.socket, launcher: Launcher) -> None:
    """Read one job, run it, say ``done``."""
    owner = Owner(sock)
    frame = receive(sock, wire.MAX_REQUEST)
    if frame is None:
        return
    job = Job.from_data(wire.decode(frame))
    redirect_output(os.open(Path(job.folder) / "runner.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
    quiet_clients()
    if job.debug and hasattr(launcher, "debug"):
        launcher.debug = True
    if not job.debug:
        own_limits.begin(cpu=launcher.name == "fork")
    reads = watch(job.exercise.course)
    session = Session(job, launcher, owner.control)
    from grader.grading.run import begin

    try:
        begin(session)
        status = run_checks(session, owner.say)
        identity = _identity(session)
        if job.confinement == "docker":  # its owner ends this process at the next word, and a container outlives that
            session.close()
        owner.say({"done": status, "milvus": identity, "reads": sorted(reads)})
    except Exception as error:
        owner.say({"failed": f"{type(error).__name__}: {error}"})
        raise
    finally:
        session.close()


def run_checks(session: Session, say: Any) -> int:
    """Run pytest in this process on a trusted copy of the checks; returns its exit status."""
    from grader.grading import plugin, readied

    tests = session.folder / "tests"
    tests.mkdir(mode=0o700)
    path = Path(shutil.copy(session.exercise.test_path, tests))
    (tests / "pytest.ini").write_text(INI)
    for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS"):
        os.environ.pop(name, None)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ["GRADER_COURSE"] = str(session.exercise.course)  # where checks find the course's data
    sys.dont_write_bytecode = True
    os.chdir(tests)
    names = session.job.checks
    targets = [f"{path}::{n}" for n in names] or [str(path)]
    options = [
        "-c", str(tests / "pytest.ini"), "--rootdir", str(tests), "--noconftest", "--import-mode=importlib", "-q",
        "--basetemp", str(session.folder / "tmp"), "--tb=short", "--no-header",
    ]  # fmt: skip
    return readied.run([*options, *targets], [plugin, _Attach(session, say)])


class _Attach:
    """Gives the plugin its run before anything is collected, and declares the checks once they are."""

    def __init__(self, session: Session, say: Any) -> None:
        self.session, self.say = session, say

    def pytest_configure(self, config: Any) -> None:
        from grader.grading.run import RUN, Run

        config.stash[RUN] = Run(self.session, lambda outcome: self.say({"outcome": outcome}))

    def pytest_collection_finish(self, session: Any) -> None:
        from grader.grading.outcomes import declared

        self.say({"checks": [declared(item) for item in session.items if item.get_closest_marker("check")]})

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self.say({"collection": str(report.longrepr)[-4000:]})


def _identity(session: Session) -> dict[str, Any] | None:
    source = session._source  # noqa: SLF001  the runner owns the session
    if source is None:
        return None
    identity = source.identity
    return {
        "backend": identity.backend,
        "version": identity.version,
        "profile": identity.profile,
        "digest": identity.digest,
    }


def started(argv: list[str]) -> None:
    """``python -m grader.grading.runner HOST PORT``: the same without a fork."""
    from grader.worker.launch.spawn import SpawnLauncher
    from grader.worker.main import connect_back

    main(connect_back(argv), SpawnLauncher())


if __name__ == "__main__":
    started(sys.argv[1:])

"""The conversation with a trusted process: a job goes out, outcomes and requests for controls come back, in bounded time."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from grader.errors import LaunchFailed
from grader.worker.deadlines import total_of

if TYPE_CHECKING:
    from grader.checks.session import Job
    from grader.course import Exercise
    from grader.grading.blame import Attempt

RUN_LIMIT = 900.0
"""Seconds after which the longest grading is ended whatever it does; :func:`run_limit` says it of one exercise."""
_START = 60.0
_CHECKS = 3
"""Checks that may take all the time that one check has, before the whole grading is ended."""

Progress = Callable[[dict[str, Any]], None]


def run_limit(exercise: Exercise, patience: float = 1.0) -> float:
    """Seconds after which a grading of this exercise is ended, whatever it does: some times what one of its checks may wait."""
    return min(RUN_LIMIT, _START + _CHECKS * total_of(exercise.timeout, patience))


def converse(
    sock: socket.socket, job: Job, attempt: Attempt, control: Callable[[str], str], progress: Progress | None
) -> None:
    """Hand the job over, take outcomes, serve the controls, until the runner is done."""
    from grader.worker import wire
    from grader.worker.frames import receive, send

    with contextlib.suppress(OSError):  # a runner that has ended shows itself below
        send(sock, wire.encode(job.as_data()))
    most = run_limit(job.exercise, job.patience)
    end = time.monotonic() + most
    while True:
        sock.settimeout(None if job.debug else max(0.1, end - time.monotonic()))
        try:
            frame = receive(sock, wire.MAX_REPLY)
        except TimeoutError:
            attempt.trouble = f"The whole grading took over {most:g} s"
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
            attempt.reads = tuple(message["reads"])
            return


def _controlled(control: Callable[[str], str], what: str) -> dict[str, str]:
    try:
        return {"value": control(what)}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}

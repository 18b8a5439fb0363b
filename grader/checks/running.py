"""One run of a process on what a learner wrote: its limits, its sandbox, what it wrote, its end."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.errors import LaunchFailed, MilvusGone, WorkerGone
from grader.worker import launch
from grader.worker.deadlines import wall_of
from grader.worker.sandbox import cgroups
from grader.worker.spec import KEPT_VARIABLES

if TYPE_CHECKING:
    from grader.checks.session import Session

STREAM_CAP = 256 << 10
_SHIM = Path(launch.__file__).with_name("shim.py")


@dataclass(frozen=True)
class Order:
    """What is to be run.

    Attributes:
        folder: its working directory; in a sandbox its files are laid into the scratch first and taken back at the end.
        seconds: CPU seconds that it may take.
        memory: MiB of data.
        env: variables beside the bare environment.
        reads: files and folders that a sandbox has to show it.
        ports: loopback ports in a sandbox, each with the unix socket to which it leads.
        what: its name in a message.
        counted: whether the check's own time passes meanwhile.
    """

    argv: list[str]
    folder: Path
    seconds: float
    memory: int
    stdin: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    reads: tuple[str, ...] = ()
    ports: tuple[tuple[int, str], ...] = ()
    what: str = "The program"
    counted: bool = True


def execute(session: Session, order: Order) -> tuple[int, str, str]:
    """Run it with limits, in the session's sandbox; exit status and both streams, at most 256 KiB of each.

    Raises:
        WorkerGone: it did not end in time, or was killed.
        MilvusGone: it waited for a Milvus that does not answer.
        LaunchFailed: there is no sandbox after all.
    """
    folder = order.folder
    limits = [str(int(order.seconds) + 1), str(order.memory)]
    wall = wall_of(order.seconds, session.job.patience)
    wall = min(wall, session.waited.left) if order.counted else wall
    counting = session.waited.counting if order.counted else contextlib.nullcontext
    if session.job.confinement == "docker":
        with counting():
            return _in_container(session, order, limits, wall)
    keep = {k: os.environ[k] for k in KEPT_VARIABLES if k in os.environ}
    told, tell = os.pipe()
    try:
        if session.confined:
            jail = session.jail(folder, *order.reads, folder=str(folder), ports=order.ports)
            limits += ["--jail", json.dumps(jail.as_data()), str(tell)]
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_SHIM), *limits, "--", *order.argv],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, start_new_session=True,
            env={**keep, "HOME": str(folder), "TMPDIR": str(folder), **order.env},
            pass_fds=(tell,) if session.confined else (),
        )  # fmt: skip
    except BaseException:
        os.close(told)
        raise
    finally:
        os.close(tell)
    try:
        with counting():
            return conversation(process, order, wall, session, told)
    finally:
        os.close(told)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if session.confined:
            cgroups.remove(process.pid)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _in_container(session: Session, order: Order, limits: list[str], wall: float) -> tuple[int, str, str]:
    """Run it in a container on a copy of its folder, and lay its regular files back into that."""
    from grader.worker.sandbox.docker import Container, Running, take_back

    folder = order.folder
    inside = folder.parent / f"{folder.name}.in"
    shutil.copytree(folder, inside, symlinks=True)
    jail = session.jail(folder, str(inside), *order.reads, ports=order.ports)
    container = Container("program", jail, folder.parent / f"{folder.name}.door", [str(inside), *limits, "--", *order.argv], dict(order.env))
    try:
        running = Running(container)
        told = conversation(running, order, wall, session)
        take_back(running.files, folder)
    finally:
        container.remove()
    return told


def conversation(
    process: Any, order: Order, wall: float, session: Session, told: int | None = None
) -> tuple[int, str, str]:
    """Feed it, read it with a cap, and wait, all within one wall clock.

    Args:
        told: reads why there was no sandbox; what the program itself writes proves nothing.
    """
    end, stdin = time.monotonic() + wall, order.stdin.encode()
    kept: dict[Any, bytearray] = {process.stdout: bytearray(), process.stderr: bytearray()}
    open_streams = 2
    with selectors.DefaultSelector() as selector:
        for stream in kept:
            selector.register(stream, selectors.EVENT_READ)
        if process.stdin is not None:
            os.set_blocking(process.stdin.fileno(), False)
            selector.register(process.stdin, selectors.EVENT_WRITE)
        while open_streams and time.monotonic() < end and not _finished(process, selector):
            for key, _ in selector.select(0.1):
                if key.fileobj is process.stdin:
                    stdin = _feed(process, stdin, selector)
                    continue
                data = os.read(key.fd, 1 << 16)
                if not data:
                    selector.unregister(key.fileobj)
                    open_streams -= 1
                buffer = kept[key.fileobj]
                buffer += data[: max(0, STREAM_CAP - len(buffer))]
    try:
        status = process.wait(max(0.01, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        if not session.milvus_alive():
            raise MilvusGone("Milvus answers; it did not during the program's run") from None
        raise WorkerGone("wall", f"{order.what} ends within {wall:g} s", "it was still running") from None
    if told is not None and (reason := _said(told)):
        raise LaunchFailed(f"{order.what} is confined", reason, "`grader doctor`")
    if status == -signal.SIGXCPU:
        raise WorkerGone(
            "cpu", f"{order.what} ends within {order.seconds:g} s of CPU time", "it was still running"
        )
    if status == -signal.SIGKILL:
        raise WorkerGone("killed", f"{order.what} comes back", "it was ended by SIGKILL")
    out, err = (kept[s].decode(errors="replace") for s in (process.stdout, process.stderr))
    return status, out, err


def _said(descriptor: int) -> str:
    """What is in a pipe now."""
    os.set_blocking(descriptor, False)
    with contextlib.suppress(OSError):
        return os.read(descriptor, 4_000).decode(errors="replace").strip()
    return ""


def _finished(process: Any, selector: selectors.BaseSelector) -> bool:
    """It has ended and nothing more is in the pipes (a child that keeps them open is not waited for)."""
    return process.poll() is not None and not any(k.fileobj is not process.stdin for k, _ in selector.select(0.05))


def _feed(process: Any, stdin: bytes, selector: selectors.BaseSelector) -> bytes:
    if process.stdin is None:
        return b""
    try:
        written = os.write(process.stdin.fileno(), stdin[: 1 << 16]) if stdin else 0
    except OSError:
        stdin, written = b"", 0
    stdin = stdin[written:]
    if not stdin:
        selector.unregister(process.stdin)
        process.stdin.close()
    return stdin

"""A submission of the kind ``program``: an argument vector and a folder, run with limits, judged by what it leaves."""

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
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.errors import CourseError, LaunchFailed, MilvusGone, WorkerGone
from grader.worker import launch
from grader.worker.deadlines import wall_of
from grader.worker.sandbox import cgroups
from grader.worker.spec import KEPT_VARIABLES

if TYPE_CHECKING:
    from grader.checks.session import Session

STREAM_CAP = 256 << 10
FILE_CAP = 8 << 20
_SHIM = Path(launch.__file__).with_name("shim.py")


@dataclass(frozen=True)
class Ran:
    """What a run of the program left.

    Attributes:
        exit: its exit status, negative for a signal.
        stdout, stderr: what it wrote, at most 256 KiB of each.
        files: the text of each file in its folder that is new or changed, by relative name, at most 8 MiB each.
    """

    exit: int
    stdout: str
    stderr: str
    files: Mapping[str, str]


class Program:
    """The fixture ``program``."""

    def __init__(self, session: Session, folder: Path) -> None:
        self._session, self._folder, self._count = session, folder, 0

    def run(
        self,
        *arguments: str,
        stdin: str = "",
        files: Mapping[str, str] | None = None,
        env: Mapping[str, str] | None = None,
        **names: str,
    ) -> Ran:
        """Run it in a fresh copy of its folder.

        Args:
            arguments: after those of the manifest.
            files: texts to lay into the folder first.
            env: variables beside the bare environment.
            names: values for ``{name}`` in the manifest's argument vector.

        Raises:
            WorkerGone: it did not end in time, or was killed.
        """
        self._count += 1
        folder = self._copy()
        for name, text in (files or {}).items():
            (folder / name).write_text(text, encoding="utf-8")
        before = _stamps(folder)
        argv = self._argv(folder, arguments, names)
        status, out, err = self._execute(argv, folder, stdin, dict(env or {}))
        self._session.output.add(err.encode())
        return Ran(status, out, err, _changed(folder, before))

    def _copy(self) -> Path:
        work = Path(self._session.job.work)
        folder = self._folder / f"run{self._count}"
        if work.is_dir():
            shutil.copytree(work, folder, symlinks=True)
        else:
            folder.mkdir(parents=True)
            shutil.copy(work, folder)
        return folder

    def _argv(self, folder: Path, arguments: tuple[str, ...], names: Mapping[str, str]) -> list[str]:
        exercise = self._session.exercise
        known = {
            "python": sys.executable,
            "work": str(folder),
            "file": str(folder / exercise.entry),
            "milvus": self._session.milvus().uri if exercise.milvus else "",
            **names,
        }
        try:
            return [part.format(**known) for part in exercise.program] + list(arguments)
        except KeyError as error:
            raise CourseError(exercise.test_path, None, f"gives a value for {error} of the program's arguments",
                              "none", f"call program.run({error.args[0]}=…)") from None  # fmt: skip

    def _execute(self, argv: list[str], folder: Path, stdin: str, env: dict[str, str]) -> tuple[int, str, str]:
        session, exercise = self._session, self._session.exercise
        limits = [str(int(exercise.timeout) + 1), str(exercise.memory)]
        wall = min(wall_of(exercise.timeout, session.job.patience), session.waited.left)
        if session.job.confinement == "docker":
            with session.waited.counting():
                return _in_container(session, folder, [*limits, "--", *argv], stdin.encode(), env, wall)
        keep = {k: os.environ[k] for k in KEPT_VARIABLES if k in os.environ}
        told, tell = os.pipe()
        try:
            if session.confined:
                limits += ["--jail", json.dumps(session.jail(folder, folder=str(folder)).as_data()), str(tell)]
            process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_SHIM), *limits, "--", *argv],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, start_new_session=True,
                env={**keep, "HOME": str(folder), "TMPDIR": str(folder), **env},
                pass_fds=(tell,) if session.confined else (),
            )  # fmt: skip
        except BaseException:
            os.close(told)
            raise
        finally:
            os.close(tell)
        try:
            with session.waited.counting():
                return conversation(process, stdin.encode(), wall, session, told)
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


def _in_container(
    session: Session, folder: Path, arguments: list[str], stdin: bytes, env: dict[str, str], wall: float
) -> tuple[int, str, str]:
    """Run a program in a container on a copy of `folder`, and lay its regular files back into that."""
    from grader.worker.sandbox.docker import Container, Running, take_back

    inside = folder.parent / f"{folder.name}.in"
    shutil.copytree(folder, inside, symlinks=True)
    jail = session.jail(folder, str(inside))
    container = Container("program", jail, folder.parent / f"{folder.name}.door", [str(inside), *arguments], env)
    try:
        running = Running(container)
        told = conversation(running, stdin, wall, session)
        take_back(running.files, folder)
    finally:
        container.remove()
    return told


def conversation(
    process: Any, stdin: bytes, wall: float, session: Session, told: int | None = None
) -> tuple[int, str, str]:
    """Feed it, read it with a cap, and wait, all within one wall clock.

    Args:
        told: reads why there was no sandbox; what the program itself writes proves nothing.
    """
    end = time.monotonic() + wall
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
        raise WorkerGone("wall", f"The program ends within {wall:g} s", "it was still running") from None
    if told is not None and (reason := _said(told)):
        raise LaunchFailed("The program is confined", reason, "`grader doctor`")
    if status == -signal.SIGXCPU:
        raise WorkerGone(
            "cpu", f"The program ends within {session.exercise.timeout:g} s of CPU time", "it was still running"
        )
    if status == -signal.SIGKILL:
        raise WorkerGone("killed", "The program comes back", "it was ended by SIGKILL")
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


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        p.relative_to(folder).as_posix(): (p.stat().st_mtime_ns, p.stat().st_size)
        for p in folder.rglob("*")
        if p.is_file() and not p.is_symlink()
    }


def _changed(folder: Path, before: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    found = {}
    for name, stamp in _stamps(folder).items():
        if before.get(name) != stamp and "__pycache__" not in name and stamp[1] <= FILE_CAP:
            found[name] = (folder / name).read_text(encoding="utf-8", errors="replace")
    return found


class ProgramKind:
    """Each run of the program is a process, or a container, of its own."""

    name = "program"

    def begin(self, session: Session) -> None:
        """Nothing can be started before its arguments are known."""

    def give(self, session: Session, folder: Callable[[], Path]) -> Program:
        return Program(session, folder())


KIND = ProgramKind()

"""A submission of the kind ``program``: an argument vector and a folder, run with limits, judged by what it leaves."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.checks.building import Built, built
from grader.checks.running import Order, execute
from grader.errors import CourseError

if TYPE_CHECKING:
    from grader.checks.session import Session

FILE_CAP = 8 << 20


@dataclass(frozen=True)
class Ran:
    """What a run of the program left.

    Attributes:
        exit: its exit status, negative for a signal.
        stdout, stderr: what it wrote, at most 256 KiB of each.
        files: the text of each file in its folder that is new or changed, by relative name, at most 8 MiB each.
        opened, peak: connections that it opened to ``{address}``, and how many of them were open at once, at most.
    """

    exit: int
    stdout: str
    stderr: str
    files: Mapping[str, str]
    opened: int = 0
    peak: int = 0


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
        made = built(self._session)
        folder = self._fresh(made)
        for name, text in (files or {}).items():
            (folder / name).write_text(text, encoding="utf-8")
        before = _stamps(folder)
        exercise = self._session.exercise
        argv, ports = self._argv(made, folder, arguments, names)
        reads = () if made is None else (*made.toolchain.reads(), str(made.folder))
        order = Order(argv, folder, exercise.timeout, exercise.memory, stdin, dict(env or {}), reads, ports)
        port = self._session.port
        if port is not None:
            port.forget()
        status, out, err = execute(self._session, order)
        self._session.output.add(err.encode())
        return Ran(status, out, err, _changed(folder, before), port.opened if port else 0, port.peak if port else 0)

    def _fresh(self, made: Built | None) -> Path:
        """Its working directory: a copy of the submission, or empty where that was compiled."""
        work = Path(self._session.job.work)
        folder = self._folder / f"run{self._count}"
        if made is None and work.is_dir():
            shutil.copytree(work, folder, symlinks=True)
            return folder
        folder.mkdir(parents=True)
        if made is None:
            shutil.copy(work, folder)
        return folder

    def _argv(
        self, made: Built | None, folder: Path, arguments: tuple[str, ...], names: Mapping[str, str]
    ) -> tuple[list[str], tuple[tuple[int, str], ...]]:
        """The argument vector, and the ports by which a sandbox leads to Milvus.

        What a manifest's ``program`` may name: ``{python}``, ``{file}``, ``{work}`` (its folder), ``{run}`` (the compiled program),
        ``{milvus}`` (pymilvus' URI), ``{target}`` (the same for a gRPC channel), ``{address}`` (over HTTP), and what the check gives.
        """
        exercise = self._session.exercise
        ports: tuple[tuple[int, str], ...] = ()
        uri = self._session.milvus().uri if exercise.milvus else ""
        known = {
            "python": sys.executable,
            "work": str(folder),
            "file": str(folder / exercise.entry),
            "milvus": uri,
            "target": uri.removeprefix("http://"),  # a gRPC channel knows no such scheme
            **names,
        }
        if "address" not in names and any("{address}" in part for part in exercise.program):
            known["address"], ports = self._session.by_port()
        argv: list[str] = []
        for part in exercise.program:
            if part == "{run}" and made is not None:
                argv += made.toolchain.run(made.folder)
                continue
            try:
                argv.append(part.format(**known))
            except KeyError as error:
                raise CourseError(exercise.test_path, None, f"gives a value for {error} of the program's arguments",
                                  "none", f"call program.run({error.args[0]}=…)") from None  # fmt: skip
        return argv + list(arguments), ports


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

"""A program beside Milvus, such as a broker or a database, below a guard."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from grader.backends import keeper
from grader.backends.guard import Spec

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path


def guarded(
    arguments: list[str], folder: Path, *, memory: int, disk: int, variables: dict[str, str] | None = None
) -> tuple[subprocess.Popen[bytes], int]:
    """Start a program below a guard, which ends it and removes the folder when we are gone; the guard, and the program's pid.

    It keeps the network: it listens where it is told. What it says is in ``out.log``.

    Args:
        arguments: the program and its arguments.
        folder: where it works, made for this.
        memory: MiB that it may hold.
        disk: MiB that it may store.
        variables: of its environment, besides the usual ones.
    """
    spec = Spec(
        arguments=arguments, folder=str(folder), variables=keeper.environment(variables), log=str(folder / "out.log"),
        confine=False, memory=memory, disk=disk, remove=[str(folder)],
    )  # fmt: skip
    spec.write(folder / "guard.json")
    reader, writer = os.pipe()
    try:
        with (folder / "guard.log").open("ab") as log:
            guard = keeper.start(keeper.module("grader.backends.guard", str(folder / "guard.json"), str(writer)), cwd=folder, output=log, pass_fds=[writer])
        os.close(writer)
        report = json.loads(os.read(reader, 4096) or b"{}")
    finally:
        os.close(reader)
    return guard, int(report.get("server", 0))

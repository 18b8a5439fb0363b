"""Milvus 2.2.16, which still answers with the rows of then: the server of ``config = "time-travel"``.

Time Travel left in 2.3.0. Nothing of it is on unless ``common.retentionDuration`` says for how long deleted rows are kept.
"""

from __future__ import annotations

from pathlib import Path

from grader.backends import configure, unpack
from grader.backends.server import ServerInstance
from grader.backends.toolchains.milvus22 import TOOLCHAIN
from grader.errors import LaunchFailed

RETENTION = 432_000
"""Seconds: five days, the value that Milvus had by default until 2.2 turned it off."""


class OldServerInstance(ServerInstance):
    """One running 2.2.16 with its guard."""

    VERSION = "2.2.16"

    def __init__(self, folder: Path, retention: int = RETENTION) -> None:
        super().__init__("time-travel", folder)
        self.retention = retention

    def _unpacked(self) -> Path:
        return unpack.unpacked(self.VERSION, _package())

    def _configure(self) -> None:
        template = _package() / "data" / "config.yaml.template"
        configure.write(self.folder, template, "default", self.ports, self.files, {"common.retentionDuration": self.retention})


def _package() -> Path:
    found = TOOLCHAIN.package()
    if found is None:
        raise LaunchFailed(f"{TOOLCHAIN.title} is here", "its environment has not been made", "`grader toolchain milvus22`")
    return found

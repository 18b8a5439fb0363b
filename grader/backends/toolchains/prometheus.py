"""Prometheus, its ``promtool`` and the Alertmanager: what scrapes a Milvus, and answers PromQL. Nothing is fetched, nothing compiled."""

from __future__ import annotations

import shutil
from pathlib import Path

from grader.backends.base import Absent
from grader.backends.toolchains.base import FetchFailed, Say, Toolchain

PROGRAMS = {"prometheus": ("prometheus",), "promtool": ("promtool",), "alertmanager": ("prometheus-alertmanager", "alertmanager")}
"""Each program by the names that it has: Debian calls the third one differently from its makers."""


class Prometheus(Toolchain):
    """A check asks ``promtool`` what a rule does; a lesson starts the other two."""

    name, title, tool = "prometheus", "Prometheus with promtool and Alertmanager", "promtool"
    least = (2, 40)
    bring = "sudo apt-get install prometheus prometheus-alertmanager  (macOS: brew install prometheus alertmanager)"
    size = "0 MB"

    @property
    def folder(self) -> Path:
        """Where the system has it: there is no folder of the course's own."""
        return Path(shutil.which(self.tool) or self.tool)

    def absent(self) -> Absent | None:
        missing = [name for name in PROGRAMS if not program(name)]
        if missing:
            return Absent(f"{', '.join(f'`{name}`' for name in missing)}: not on the PATH", self.bring)
        here = self.version()
        if here < self.least:
            found = ".".join(map(str, here)) or "does not say its version"
            return Absent(f"`{self.tool}` is {found}; {'.'.join(map(str, self.least))} or newer serves", self.bring)
        return None

    def fetch(self, say: Say) -> Path:
        absent = self.absent()
        if absent is not None:
            raise FetchFailed(f"{self.title} comes with the system", absent.why, f"`{absent.command}`")
        return self.folder


def program(name: str) -> str:
    """The file of one of `PROGRAMS`, or empty."""
    return next((path for one in PROGRAMS[name] if (path := shutil.which(one))), "")


TOOLCHAIN = Prometheus()

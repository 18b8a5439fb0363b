"""For checks that need more than the Milvus they are given: a second way to it, or a server with settings of its own.

``from grader.checks.machines import Tap, configured_server`` is a face beside ``grader.checks``, apart from it because
both bring gRPC and the backends, which most checks need not wait for.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from typing import Any

import yaml

from grader.backends import configure
from grader.backends.server import ServerInstance
from grader.checks.tap import Tap

__all__ = ["Tap", "configured_server", "write_settings"]


def configured_server(folder: Path, settings: Mapping[str, Any], variables: Mapping[str, str]) -> ServerInstance:
    """Start a server 2.3.5 with settings in its file and variables in its environment; whoever asked stops it.

    Args:
        folder: an empty folder with a short name.
        settings: by their places, ``{"proxy.maxFieldNum": 6}``.
        variables: by their names, which may have dots.

    Raises:
        grader.errors.GraderError: it did not start.
    """
    server = _Configured(folder, settings, variables)
    try:
        server.first_start()
    except BaseException:
        server.stop()
        raise
    return server


class _Configured(ServerInstance):
    """A server of the default profile whose configuration somebody has had a hand in."""

    def __init__(self, folder: Path, settings: Mapping[str, Any], variables: Mapping[str, str]) -> None:
        super().__init__("default", folder)
        self._settings, self._variables = settings, variables

    def _start_guard(self, binaries: Path) -> None:
        write_settings(self.folder / "configs" / "milvus.yaml", self._settings)
        before = self.folder / "bin"
        before.mkdir(exist_ok=True)
        given = " ".join(quote(f"{name}={value}") for name, value in {**self._variables, "LD_LIBRARY_PATH": binaries}.items())
        script = before / "milvus"  # a shell exports no name with a dot; env(1) does
        script.write_text(f'#!/bin/sh\nexec env {given} {quote(str(binaries / "milvus"))} "$@"\n')
        script.chmod(0o755)
        super()._start_guard(before)


def write_settings(path: Path, settings: Mapping[str, Any]) -> None:
    """Put settings, by their places, over those of a YAML file; a section that is missing is made."""
    config = yaml.safe_load(path.read_text())
    for place, value in settings.items():
        configure.put(config, place, value)
    path.write_text(yaml.safe_dump(config, sort_keys=False))

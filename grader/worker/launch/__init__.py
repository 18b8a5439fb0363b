"""How the untrusted worker and Milvus Lite come to run: forked (Linux, fast) or started anew (anywhere)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.worker.launch.base import Launcher

NAMES = ("fork", "spawn")


def default_name() -> str:
    """``fork`` where a fork is cheap and safe, else ``spawn``."""
    return "fork" if sys.platform == "linux" else "spawn"


def local(name: str | None = None) -> Launcher:
    """A launcher owned by this process alone; close it when done."""
    if (name or default_name()) == "fork":
        from grader.worker.launch.fork import ForkLauncher

        return ForkLauncher.start()
    from grader.worker.launch.spawn import SpawnLauncher

    return SpawnLauncher()

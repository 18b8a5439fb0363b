"""pytest with its own plugins registered, made when this is imported: by a forking parent, before anybody waits for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from _pytest import config as internals

PLUGINS = (
    "cacheprovider", "debugging", "doctest", "faulthandler", "junitxml", "legacypath", "logging", "pastebin", "setuponly",
    "setupplan", "stepwise", "subtests", "terminalprogress", "threadexception", "unittest", "unraisableexception",
)  # fmt: skip
"""Of pytest's own, those that no check uses, and one that takes a tenth of a second once pymilvus is loaded."""

WITHOUT = tuple(word for name in PLUGINS for word in ("-p", f"no:{name}"))

_ready = [internals.get_config(list(WITHOUT))]


def run(options: list[str], plugins: list[Any]) -> int:
    """``pytest.main`` with what is ready; once in a process, then as always."""
    options = [*WITHOUT, *options]
    made = internals.get_config

    def get_config(args: Any = None, plugins: Any = None, **more: Any) -> Any:
        if not _ready:
            return made(args, plugins, **more)
        config = _ready.pop()
        config.invocation_params = pytest.Config.InvocationParams(args=args or (), plugins=plugins, dir=Path.cwd())
        return config

    internals.get_config = get_config
    try:
        return int(pytest.main(options, plugins=plugins))
    finally:
        internals.get_config = made

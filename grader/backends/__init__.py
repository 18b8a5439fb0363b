"""Every Milvus that the grader can start, and which of them serves what an exercise needs.

Nothing heavy is imported here: `choose` reads a table, and starts nothing unless an engine is unknown to it.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.errors import NoBackend, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.backends.base import Absent, Backend

__all__ = ["ORDER", "REGISTRY", "SERVERS", "STARTED", "available", "backend", "choose", "matrix"]


@dataclass(frozen=True)
class Registered:
    """A backend that the grader knows: the one place that names it.

    Attributes:
        module, kind: where its class is; imported when it is asked for.
        started: the grader starts it; else somebody has one already, and gives its address.
        server: it is a server with processes and memory of its own, so that few of them run at once.
    """

    name: str
    module: str
    kind: str
    started: bool = True
    server: bool = True


REGISTRY = {
    r.name: r
    for r in (
        Registered("lite", "grader.backends.lite_backend", "LiteBackend", server=False),
        Registered("server", "grader.backends.server_backend", "ServerBackend"),
        Registered("docker", "grader.backends.docker", "DockerBackend"),
        Registered("remote", "grader.backends.remote", "RemoteBackend", started=False),
    )
}
"""From the cheapest to the most expensive; `choose` takes the first that serves."""

ORDER = tuple(REGISTRY)
STARTED = tuple(r.name for r in REGISTRY.values() if r.started)
"""What a run may be told to use without an address."""
SERVERS = tuple(r.name for r in REGISTRY.values() if r.started and r.server)

_INCLUDES = {"accesslog": ("auth",)}
"""Profiles that show what another shows too."""


def backend(name: str, *, uri: str = "", token: str = "") -> Backend:
    """A backend by its name.

    Args:
        name: one of `ORDER`.
        uri: of the server that somebody already has; `remote` only.
        token: ``user:password`` or a key; `remote` only.

    Raises:
        UsageError: no such name.
    """
    if name not in REGISTRY:
        raise UsageError(f"A backend is one of {', '.join(ORDER)}", repr(name), "`grader doctor`")
    listed = REGISTRY[name]
    made = getattr(importlib.import_module(listed.module), listed.kind)
    found: Backend = made() if listed.started else made(uri, token)
    return found


def available(remote: tuple[str, str] | None = None) -> list[tuple[Backend, Absent | None]]:
    """Every backend with why it cannot be used here, or None; `remote` only where an address is given."""
    backends = [backend(name) for name in STARTED]
    if remote is not None:
        backends.append(backend("remote", uri=remote[0], token=remote[1]))
    return [(found, found.absent()) for found in backends]


def as_it_is(backend: Backend, config: str) -> str:
    """The profile in which a lesson starts a Milvus: Lite as everybody's is, which lets pass what a server refuses.

    A lesson says where the two differ; a grading is as strict as a server (``strict.py``).
    """
    return "lax" if config == "default" and "lax" in backend.profiles else config


def choose(
    needs: Iterable[str] = (),
    config: str = "default",
    control: Iterable[str] = (),
    only: str | None = None,
    remote: tuple[str, str] | None = None,
) -> Backend:
    """The cheapest backend that is here and was seen to do all that is asked.

    Args:
        needs: words of :data:`grader.backends.features.NAMES`, and ``toolchain:go`` and the like.
        config: the launch profile.
        control: ``restart``, ``kill``, ``logs``, ``global_state``, ``role``.
        only: ask this backend alone.
        remote: uri and token of a server that somebody already has; then only that one is asked.

    Raises:
        NoBackend: none serves; names the one command that would bring one.
        UsageError: a need that no probe knows.
    """
    from grader.backends import features, toolchains

    toolchains.need(needs := set(needs))
    wanted, controls = sorted(n for n in needs if not n.startswith(toolchains.PREFIX)), set(control)
    for name in wanted:
        if name not in features.FEATURES:
            import difflib

            near = ", ".join(difflib.get_close_matches(name, features.NAMES)) or "`grader doctor` lists them"
            raise UsageError("A need is a word that a probe knows", repr(name), near)
    names = ["remote"] if remote is not None else [only] if only else list(STARTED)
    reasons: list[str] = []
    command = ""
    for name in names:
        found = backend(name, uri=remote[0], token=remote[1]) if remote is not None else backend(name)
        reason, remedy = _why_not(found, wanted, config, controls)
        if not reason:
            return found
        reasons.append(f"{name}: {reason}")
        command = command or remedy
    asked = ", ".join(wanted) or "nothing special"
    profile = f" with profile {config}" if config != "default" else ""
    raise NoBackend(f"A Milvus{profile} that can show {asked}", "; ".join(reasons), command or "`grader doctor`")


def _why_not(found: Backend, needs: list[str], config: str, control: set[str]) -> tuple[str, str]:
    """Why a backend does not serve, and the command that would change it; two empty strings when it does."""
    from grader.backends import features

    if config not in found.profiles:
        return f"it has no profile {config}", ""
    if missing := control - found.controls:
        return f"it gives no {', '.join(sorted(missing))}", ""
    for name in needs:
        wants = features.FEATURES[name].profile
        if wants not in ("default", config, *_INCLUDES.get(config, ())):
            return f'{name} shows on a server with config = "{wants}" only', ""
    absent = found.absent(config)
    seen = features.known(found.key())
    refused = [name for name in needs if seen.get(name) is False]
    if refused:
        return f"it cannot show {', '.join(refused)}", ""
    if gone := [name for name in needs if name in features.GONE]:
        return f"Milvus gave up {', '.join(gone)} in 2.3.0", ""
    if absent is not None:
        return absent.why, f"`{absent.command}`"
    if any(name not in seen for name in needs):
        seen = features.learn(found, needs)
    refused = [name for name in needs if not seen[name]]
    return (f"it cannot show {', '.join(refused)}", "") if refused else ("", "")


def matrix() -> dict[str, dict[str, str]]:
    """Feature by backend, for ``grader doctor``: ``yes``, ``no``, ``?`` where nothing was probed yet.

    Where the backend is not here, what it could show is the command that brings it.
    """
    from grader.backends import features

    rows: dict[str, dict[str, str]] = {name: {} for name in features.NAMES}
    for found, absent in available():
        seen = features.known(found.key())
        for name in features.NAMES:
            shown = seen.get(name)
            if shown is False:
                rows[name][found.name] = "no"
            elif absent is not None:
                rows[name][found.name] = absent.command
            else:
                rows[name][found.name] = "yes" if shown else "?"
    return rows

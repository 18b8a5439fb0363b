"""Who may talk to the server: this machine's browser, and for everything live the holder of the token.

A live lesson runs Python. Three things stand before it: the ``Host`` must be one of ours (a foreign name
that resolves to 127.0.0.1 is refused), an ``Origin``, when the browser sends one, must be ours too, and a
cookie must carry the token that this start printed. Static pages need only the first two.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REFUSED = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<style>:root{{color-scheme:light dark}}body{{font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1.2rem}}</style>
<h1>{title}</h1><p>{body}</p></html>"""

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(?::\d{1,5})?")
"""A host's name, with or without a port: what may be shown as it is."""


class Guard:
    """ASGI middleware.

    Args:
        app: what is guarded.
        hosts: values of ``Host`` that are ours, with port: ``127.0.0.1:8400``.
        further: names under which a tunnel or a forwarded port reaches us, as the learner gave them.
        token: of this start.
        live: path prefixes that need the token.
    """

    def __init__(
        self, app: ASGIApp, *, hosts: Iterable[str], token: str, live: tuple[str, ...] = ("/live/", "/progress"), further: Iterable[str] = ()
    ) -> None:
        own, beyond = frozenset(hosts), frozenset(name.lower() for name in further)
        self._app, self._hosts, self._token, self._live = app, own | beyond, token, live
        self._origins = frozenset(f"http://{host}" for host in self._hosts) | {f"https://{name}" for name in beyond}
        port = next(iter(own)).rpartition(":")[2]
        # Cookies know no ports: two courses on one machine must not log each other out.
        self._cookie = f"milvus-guide-{port}"
        self._headers = _headers(own, beyond)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, log in, or pass on with the headers that keep every page at home."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        socket = scope["type"] == "websocket"
        if headers.get("host", "").lower() not in self._hosts:
            words = "This server answers only to its own name on this machine."
            if _NAME.fullmatch(named := headers.get("host", "")):
                words += f" If this is your own tunnel or Codespace, start it with <code>grader start --allow-host {named}</code>."
            await self._refuse(scope, send, "Not here", words)
            return
        origin = headers.get("origin")
        if (origin is not None and origin not in self._origins) or (socket and origin is None):
            await self._refuse(
                scope, send, "Not from there", "Another site's page asked; only this site's own pages may."
            )
            return
        if not socket and await self._log_in(scope, send):
            return
        if scope["path"].startswith(self._live) and not self._knows(headers.get("cookie", "")):
            words = "A live lesson runs code on this machine, so it opens only with the link that <code>grader start</code> printed in the terminal. Open that link once; after that, every button works."
            await self._refuse(scope, send, "Use the link from the terminal", words)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {k.lower() for k, _ in message["headers"]}
                extra = [(k, v) for k, v in self._headers if k not in names]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        await self._app(scope, receive, with_headers)

    async def _log_in(self, scope: Scope, send: Send) -> bool:
        """Turn ``?token=…`` into a cookie and send the browser to the same page without it."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [v for k, v in query if k == "token"]
        if not given:
            return False
        if not secrets.compare_digest(given[0].encode(), self._token.encode()):
            await self._refuse(
                scope,
                send,
                "That link is old",
                "Each start of <code>grader start</code> prints a link of its own. Use the newest.",
            )
            return True
        rest = urlencode([(k, v) for k, v in query if k != "token"])
        # Only our own paths: "//other.example" would be another site, and browsers take "\\" for "/".
        where = "/" + quote(scope["path"].lstrip("/\\"), safe="/:@!$&'()*+,;=-._~") + (f"?{rest}" if rest else "")
        cookie = f"{self._cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict"
        headers = [
            (b"location", where.encode("latin-1", "replace")),
            (b"set-cookie", cookie.encode()),
            (b"content-length", b"0"),
            *self._headers,
        ]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return True

    def _knows(self, cookies: str) -> bool:
        for part in cookies.split(";"):
            name, _, value = part.strip().partition("=")
            if name == self._cookie and secrets.compare_digest(value.encode(), self._token.encode()):
                return True
        return False

    async def _refuse(self, scope: Scope, send: Send, title: str, body: str) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 4403, "reason": title})
            return
        page = _REFUSED.format(title=title, body=body).encode()
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(page)).encode()),
            *self._headers,
        ]
        await send({"type": "http.response.start", "status": 403, "headers": headers})
        await send({"type": "http.response.body", "body": page})


def _headers(hosts: frozenset[str], further: frozenset[str]) -> list[tuple[bytes, bytes]]:
    """The browser itself keeps every page from asking another machine for anything."""
    names = [f"ws://{host}" for host in sorted(hosts | further) if not host.startswith("[")] + [f"wss://{name}" for name in sorted(further)]
    sockets = " ".join(names)
    policy = (
        "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; "
        f"connect-src 'self' data: blob: {sockets}; "
        "frame-ancestors 'self'; form-action 'self'; object-src 'none'; base-uri 'self'"
    )
    return [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
    ]

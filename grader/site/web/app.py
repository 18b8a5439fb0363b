"""The web application: pages at ``/``, live lessons at ``/live/…``, whether a lesson can be read yet at ``/lessons/…``."""

from __future__ import annotations

import asyncio
import html
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from grader.site.reading import copies
from grader.site.web import compiling, order, progress
from grader.site.web.background import Background
from grader.site.web.built import site_folder
from grader.site.web.head import head

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from grader.course import Course

SESSION_SECONDS = 30
"""How long after its tab a live session, and its Milvus, still waits for a reload."""

_WAIT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">{refresh}
<style>:root{{color-scheme:light dark}}body{{font:16px/1.6 system-ui,sans-serif;max-width:38rem;margin:10vh auto;padding:0 1.2rem}}
pre{{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem}}a{{color:inherit}}</style>
<main><h1>{title}</h1>{body}</main></html>"""


class Live:
    """Every lesson as a marimo application; marimo is imported with the first one opened, or in `warm`."""

    def __init__(self, course: Course) -> None:
        self._lessons = copies.lessons(course)
        self._ids = {chapter.id for chapter in self._lessons}
        self._app: ASGIApp | None = None
        self._lock = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request under ``/live/`` to its lesson."""
        path = scope["path"]
        id = path.split("/")[2]
        if scope["type"] == "http" and id not in self._ids:
            links = "".join(f"<li><a href='/live/{c.id}/'>{html.escape(f'{c.number} {c.title}')}</a></li>" for c in self._lessons)
            body = f"<p>There is no chapter <code>{html.escape(id)}</code> to open live. These can be:</p><ul>{links}</ul>"
            await HTMLResponse(_WAIT.format(title="No such lesson", body=body, refresh=""), 404)(scope, receive, send)
            return
        if scope["type"] == "http" and path.count("/") == 2 and not path.endswith("/"):
            await RedirectResponse(path + "/", 307)(scope, receive, send)
            return
        app = await self.warm()
        await app(scope, receive, send)

    async def warm(self) -> ASGIApp:
        """Import marimo and make the applications, once."""
        async with self._lock:
            if self._app is None:
                self._app = await asyncio.to_thread(self._build)
            return self._app

    async def stop(self) -> None:
        """End every session and its Milvus: a kernel that waits for its reader would keep this process alive."""
        if self._app is None:
            return
        for route in getattr(self._app, "routes", ()):
            manager = getattr(getattr(getattr(route, "app", None), "state", None), "session_manager", None)
            if manager is not None:
                await manager.shutdown()
        from grader.lesson import mode

        await asyncio.to_thread(mode.end_sessions)

    def _build(self) -> ASGIApp:
        import marimo

        order.install()
        compiling.install()
        builder = marimo.create_asgi_app(
            quiet=True, include_code=False, session_ttl=SESSION_SECONDS, html_head=head(self._lessons), show_tracebacks=True
        )
        for chapter in self._lessons:
            builder = builder.with_app(path=f"/live/{chapter.id}", root=str(chapter.lesson_path))
        return builder.build()


class Pages:
    """The built site, or a page that waits for it."""

    def __init__(self, course: Course, background: Background) -> None:
        self._background = background
        self._folder = site_folder(course.root)
        self._files: StaticFiles | None = None
        first = next((e for chapter in copies.lessons(course) for e in chapter.exercises), None)
        self._meanwhile = (
            f'<p>Live lessons are there already: <a href="/live/{first.id.replace("/", "/#")}">begin with the first exercise</a>.</p>' if first else ""
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a page."""
        if self._files is None and (self._folder / "index.html").is_file():
            self._files = _Revalidated(directory=self._folder, html=True)
        response: ASGIApp = self._files or self._waiting()
        await response(scope, receive, send)

    def _waiting(self) -> Response:
        trouble = self._background.trouble.get("site")
        if trouble:
            body = f"<p>The pages could not be built:</p><pre>{html.escape(trouble)}</pre><p>Live lessons work all the same.</p>"
            return HTMLResponse(_WAIT.format(title="The site did not build", body=body, refresh=""), 500)
        body = (
            "<p>The pages are being built for the first time: seconds on a machine that has nothing else to do, a minute on one that has. "
            "This page reloads by itself.</p>" + self._meanwhile
        )
        refresh = '<meta http-equiv="refresh" content="1">'
        return HTMLResponse(_WAIT.format(title="Building the site", body=body, refresh=refresh), headers=_FRESH)


_FRESH = {"cache-control": "no-cache"}


class _Revalidated(StaticFiles):
    """Static files that a browser asks about again: a rebuilt page must not show its old self."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]  # passed through as they came
        response.headers.setdefault("cache-control", "no-cache")
        return response


def application(course: Course, background: Background) -> ASGIApp:
    """The application without its guard."""
    live = Live(course)
    pages = Pages(course, background)
    ids = {c.id for c in copies.lessons(course)}

    async def state(request: Request) -> Response:
        id = request.path_params["chapter"]
        if id not in ids:
            return JSONResponse({"state": "unknown"}, 404, headers=_FRESH)
        now = background.want(id)
        why = background.trouble.get(id) or background.trouble.get("site") or ""
        return JSONResponse({"state": now, "why": why}, headers=_FRESH)

    async def how_far(_: Request) -> Response:
        def read() -> dict[str, Any]:
            from grader.lesson import mode  # imports marimo, which the first page must not wait for

            return progress.document(course, mode.desk())

        return JSONResponse(await asyncio.to_thread(read), headers=_FRESH)

    async def page(request: Request) -> Response:
        """Where lessons were read before they stood in their chapters' pages."""
        return RedirectResponse(f"/chapters/{request.path_params['chapter']}/", 307)

    inner = Starlette(
        routes=[
            Route("/progress.json", how_far),
            Route("/lessons/{chapter}/state", state),
            Route("/lessons/{chapter}/", page),
            Route("/lessons/{chapter}", page),
            Mount("/", pages),
        ]
    )

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send, live, background)
        elif scope["path"].startswith("/live/"):
            await live(scope, receive, send)
        else:
            await inner(scope, receive, send)

    return dispatch


async def _lifespan(receive: Receive, send: Send, live: Live, background: Background) -> None:
    warming: asyncio.Task[ASGIApp] | None = None
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            background.start()
            warming = asyncio.create_task(live.warm())
            await send({"type": "lifespan.startup.complete"})
        else:
            if warming is not None:
                warming.cancel()
            await asyncio.to_thread(background.stop)
            await live.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return

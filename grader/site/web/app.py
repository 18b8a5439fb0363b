"""The web application: pages at ``/``, static lessons at ``/lessons/…``, live ones at ``/live/…``."""

from __future__ import annotations

import asyncio
import html
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from grader.site import export
from grader.site.web.background import Background, site_folder

if TYPE_CHECKING:
    from pathlib import Path

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
        self._course = course
        self._app: ASGIApp | None = None
        self._lock = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request under ``/live/`` to its lesson."""
        path = scope["path"]
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

        builder = marimo.create_asgi_app(
            quiet=True, include_code=False, session_ttl=SESSION_SECONDS, html_head=export.head(), show_tracebacks=True
        )
        for chapter in export.lessons(self._course):
            builder = builder.with_app(path=f"/live/{chapter.id}", root=str(chapter.lesson_path))
        return builder.build()


class Pages:
    """The built site, or a page that waits for it."""

    def __init__(self, course: Course, background: Background) -> None:
        self._background = background
        self._folder = site_folder(course.root)
        self._files: StaticFiles | None = None

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
            "<p>The pages are being built, which takes a few seconds the first time. This page reloads by itself.</p>"
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
    ids = {c.id: c for c in export.lessons(course)}

    async def lesson(request: Request) -> Response:
        chapter = ids.get(request.path_params["chapter"])
        if chapter is None:
            return HTMLResponse(_WAIT.format(title="No such lesson", body="", refresh=""), 404)
        copy: Path | None = await asyncio.to_thread(export.copy_of, course, chapter)
        if copy is not None:
            return FileResponse(copy, media_type="text/html", headers=_FRESH)
        trouble = background.trouble.get(chapter.id)
        link = f"<p><a href='/live/{chapter.id}/' target='_top'>Open the lesson live</a> meanwhile.</p>"
        if trouble:
            body = f"<p>The lesson did not run through:</p><pre>{html.escape(trouble)}</pre>{link}"
            return HTMLResponse(_WAIT.format(title="No copy to read", body=body, refresh=""), headers=_FRESH)
        body = f"<p>The copy to read is being made: the lesson runs once from top to bottom.</p>{link}"
        refresh = '<meta http-equiv="refresh" content="3">'
        return HTMLResponse(_WAIT.format(title="One moment", body=body, refresh=refresh), headers=_FRESH)

    async def with_slash(request: Request) -> Response:
        return RedirectResponse(request.url.path + "/", 307)

    inner = Starlette(
        routes=[
            Mount(f"/lessons/{export.ASSETS}", StaticFiles(directory=export.marimo_assets())),
            Route("/lessons/{chapter}/", lesson),
            Route("/lessons/{chapter}", with_slash),
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

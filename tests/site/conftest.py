"""A served course, a real Chromium that may talk to nobody else, and axe."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ROOT, required

MINICOURSE = ROOT / "tests" / "lesson" / "minicourse"
SERVER = Path(__file__).with_name("serve_course.py")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 90_000
"""Milliseconds for what a busy machine may take; nothing is expected to need them."""


@dataclass
class Served:
    """A course served by a process of its own."""

    process: subprocess.Popen[str]
    url: str
    link: str
    desk: Path
    said: list[str] = field(default_factory=list)

    def page(self, path: str) -> str:
        return self.url + path.lstrip("/")

    def with_token(self, path: str) -> str:
        return f"{self.page(path)}?{self.link.partition('?')[2]}"

    def get(self, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
        """Status, body and headers, without following redirects."""
        import http.client
        from urllib.parse import urlsplit

        where = urlsplit(self.url)
        connection = http.client.HTTPConnection(where.hostname or "", where.port or 80, timeout=60)
        try:
            connection.putrequest("GET", path, skip_host="host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace"), {k.lower(): v for k, v in answer.getheaders()}
        finally:
            connection.close()

    def wait_for(self, path: str, words: str, seconds: float = 240) -> str:
        """Ask until a page says `words`, and for a chapter's lesson as its page's script does; a bounded wait."""
        end = time.monotonic() + seconds
        body = ""
        chapter = re.fullmatch(r"/chapters/(\w+)/", path)
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                if chapter:
                    urllib.request.urlopen(self.page(f"/lessons/{chapter[1]}/state"), timeout=60).read()
                body = urllib.request.urlopen(self.page(path), timeout=60).read().decode()
                if words in body:
                    return body
            time.sleep(0.3)
        pytest.fail(f"{path} never said {words!r}; it says {body[:400]!r}; the server said {self.said[-10:]}")

    def stop(self, how: int = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(90)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            raise


@contextlib.contextmanager
def serving(
    course: Path, desk: Path, *, port: int = 0, service: bool = True, scratch: Path | None = None
) -> Iterator[Served]:
    """Serve a course until the block ends; its temporary folders go to `scratch`."""
    command = [sys.executable, str(SERVER), str(course), str(desk), str(port), "service" if service else "alone"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GRADER_", "PYTEST_"))}
    if scratch is not None:
        environment["TMPDIR"] = str(scratch)
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        cwd=desk.parent,
        start_new_session=True,
    )
    served = Served(process, "", "", desk)
    assert process.stdout is not None
    for line in process.stdout:
        served.said.append(line.rstrip())
        if line.startswith("READY "):
            _, served.url, served.link = line.split()
            break
    else:
        process.wait(10)
        pytest.fail("the server did not start: " + "\n".join(served.said[-20:]))
    drain = threading.Thread(
        target=lambda: served.said.extend(line.rstrip() for line in process.stdout or ()), daemon=True
    )
    drain.start()
    try:
        yield served
    finally:
        served.stop()
        drain.join(5)


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small course, in a folder whose name has a space and a letter that is not ASCII."""
    home = tmp_path_factory.mktemp("mini") / "ein Kurs für alle"
    shutil.copytree(MINICOURSE, home)
    with serving(home, home / "my") as served:
        yield served


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The course itself, on a desk of its own."""
    with serving(ROOT, tmp_path_factory.mktemp("book") / "my") as served:
        from grader.site.web import built

        end = time.monotonic() + 240
        while not built.site_is_fresh(ROOT):
            assert time.monotonic() < end, f"the site was never built; the server said {served.said[-10:]}"
            time.sleep(0.2)
        served.wait_for("/", 'class="shelf"')
        yield served


@contextlib.contextmanager
def a_browser() -> Iterator[object]:
    """A real browser. While it is open, asyncio has a running loop in this thread: no other test of the process can call ``asyncio.run``."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        required("Playwright is not installed", "pip install -e '.[dev]'")
    path = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    if path is None:
        required("No Chromium is here", "sudo apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A real browser, for all pages."""
    with a_browser() as browser:
        yield browser


class Visit:
    """Opens pages and remembers every request that left this machine."""

    def __init__(self, browser: object) -> None:
        self._browser = browser
        self._contexts: list[object] = []
        self.strangers: list[str] = []

    def __call__(self, width: int = 1200, height: int = 1000, scheme: str = "light") -> object:
        context = self._browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        context.on("request", self._seen)
        page = context.new_page()
        page.on("websocket", lambda socket: self._seen_url(socket.url))
        return page

    def live(self, page: object, url: str) -> None:
        """Open a live lesson and wait until its cells have run: a question that is clicked while its cell is still being
        drawn may forget the click, which a reader sees and a test does not.
        """
        ran: list[object] = []
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: ran.append(0) if "completed-run" in str(frame) else None))
        page.goto(url)
        end = time.monotonic() + PATIENCE / 1000
        while not ran:
            assert time.monotonic() < end, f"the cells of {url.partition('?')[0]} never ended"
            page.wait_for_timeout(50)  # lets the events in

    def _seen(self, request: object) -> None:
        self._seen_url(request.url)

    def _seen_url(self, url: str) -> None:
        from urllib.parse import urlsplit

        if urlsplit(url).scheme not in ("data", "blob", "about") and urlsplit(url).hostname not in (
            "127.0.0.1",
            "localhost",
        ):
            self.strangers.append(url)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def visit(chromium: object) -> Iterator[Visit]:
    """Pages in a real browser; a request to another host fails the test."""
    made = Visit(chromium)
    yield made
    made.close()
    assert made.strangers == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, installed by npm at the locked version."""
    here = Path(__file__).parent
    source = here / "node_modules" / "axe-core" / "axe.min.js"
    if not source.is_file():
        npm = shutil.which("npm")
        if npm is None:
            required("axe-core needs npm", "sudo apt-get install npm")
        command = [str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=here, capture_output=True, text=True, timeout=180, check=False)
        if done.returncode != 0:
            required(
                f"axe-core cannot be installed: {done.stderr.strip()[-200:]}", "npm ci in tests/site, with a network"
            )
    return source.read_text(encoding="utf-8")

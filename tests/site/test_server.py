"""The server: who may come in, where it listens, what it leaves behind."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.site.conftest import MINICOURSE, Served, serving
from tests.waiting import until


def _cookie(served: Served) -> str:
    _, _, headers = served.get(served.link.removeprefix(served.url[:-1]))
    return headers["set-cookie"].split(";")[0]


def test_static_pages_need_no_token(mini: Served) -> None:
    """A page can be read without the token."""
    status, _, _ = mini.get("/lessons/ch01/state")
    assert status == 200


def test_a_live_lesson_needs_the_token(mini: Served) -> None:
    """Without this start's token no code runs, and the page says which link to open."""
    status, body, _ = mini.get("/live/ch01/")
    assert status == 403
    assert "link" in body
    status, body, _ = mini.get("/live/ch01/", cookie=_cookie(mini))
    assert status == 200
    assert "marimo" in body


def test_the_token_becomes_a_cookie_that_scripts_and_sites_cannot_use(mini: Served) -> None:
    """The link leads to the same page without the token; the cookie is HttpOnly and same-site."""
    query = urlsplit(mini.link).query
    status, _, headers = mini.get(f"/live/ch01/?x=1&{query}")
    assert (status, headers["location"]) == (303, "/live/ch01/?x=1")
    assert {"HttpOnly", "SameSite=Strict"} <= {part.strip() for part in headers["set-cookie"].split(";")}


@pytest.mark.parametrize(
    "path", ["//other.example/", "/%5Cother.example/", "/%5C/other.example/", "/%09/other.example/", "///other.example/", "/%2Fother.example/", "/%0D%0ALocation:%20x/"]
)
def test_a_link_with_the_token_leads_nowhere_else(mini: Served, path: str) -> None:
    """A path that a browser would read as another site stays on this one: it takes a backslash for a slash, and drops tabs."""
    _, _, headers = mini.get(f"{path}?{urlsplit(mini.link).query}")
    where = headers["location"]
    assert where.startswith("/")
    assert not where.startswith(("//", "/\\"))
    assert not any(c in where for c in "\\\t\r\n")


def test_an_old_token_is_refused(mini: Served) -> None:
    """A token of another start opens nothing and sets nothing."""
    status, _, headers = mini.get("/?token=of-another-start")
    assert status == 403
    assert "set-cookie" not in headers


def test_an_old_link_works_after_the_next_start(tmp_path: Path) -> None:
    """The token is the course's own; a file that others may read, or that holds something else, is not believed."""
    from grader.site.web.serve import kept_token

    root = tmp_path / "course"
    root.mkdir()
    first = kept_token(root)
    kept = root / ".cache" / "token"
    assert kept_token(root) == first == kept.read_text()
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.chmod(0o644)
    second = kept_token(root)
    assert second != first
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.write_text("short\n")
    third = kept_token(root)
    assert third not in {first, second, "short"}
    kept.unlink()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text(second)
    elsewhere.chmod(0o600)
    kept.symlink_to(elsewhere)
    assert kept_token(root) != second
    assert elsewhere.read_text() == second


def test_a_lesson_that_is_not_there_names_those_that_are(mini: Served) -> None:
    """A mistyped chapter, live."""
    status, body, _ = mini.get("/live/ch99/", cookie=_cookie(mini))
    assert status == 404
    assert "<code>ch99</code>" in body
    assert "/live/ch01/" in body


def test_progress_needs_the_token(mini: Served) -> None:
    """How far somebody is, is nobody else's business on this machine."""
    assert mini.get("/progress.json")[0] == 403
    status, body, _ = mini.get("/progress.json", cookie=_cookie(mini))
    assert status == 200
    assert list(json.loads(body)["exercises"]) == ["ch01/ex01"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8400", "127.0.0.1.evil.example", ""])
def test_a_foreign_host_is_refused(mini: Served, host: str) -> None:
    """A foreign name that resolves to this machine reaches not even a page."""
    assert mini.get("/", host=host)[0] == 403


def test_a_refused_name_is_told_how_it_may_be_allowed(mini: Served) -> None:
    """A tunnel's or a Codespace's; what is no name is not repeated."""
    assert "grader start --allow-host quiet-fog-8400.app.example" in mini.get("/", host="quiet-fog-8400.app.example")[1]
    assert "--allow-host" not in mini.get("/", host="<script>")[1]


@pytest.mark.parametrize(("host", "origin", "status"), [
    ("quiet-fog.example", "https://quiet-fog.example", 200), ("Quiet-Fog.example", "http://quiet-fog.example", 200), ("quiet-fog.example", None, 200),
    ("127.0.0.1:8400", None, 200), ("quiet-fog.example.evil.example", None, 403), ("quiet-fog.example", "https://evil.example", 403), ("evil.example", None, 403),
])  # fmt: skip
def test_a_further_name_is_let_in_and_no_other(host: str, origin: str | None, status: int) -> None:
    """The guard alone, as `--allow-host` makes it; live pages still ask for the token."""
    from starlette.applications import Starlette
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route
    from starlette.testclient import TestClient

    from grader.site.web.guard import Guard

    pages = Starlette(routes=[Route(path, lambda _: PlainTextResponse("here")) for path in ("/", "/live/ch01/")])
    client = TestClient(Guard(pages, hosts=["127.0.0.1:8400"], token="secret", further=["Quiet-fog.example"]))
    headers = {"host": host} | ({"origin": origin} if origin else {})
    got = client.get("/", headers=headers)
    assert got.status_code == status
    assert "wss://quiet-fog.example" in got.headers["content-security-policy"]
    assert client.get("/live/ch01/", headers=headers).status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1", "https://localhost:1"])
def test_a_foreign_origin_is_refused(mini: Served, origin: str) -> None:
    """Another site's page is refused even with the cookie."""
    assert mini.get("/live/ch01/", origin=origin, cookie=_cookie(mini))[0] == 403


def test_the_own_origin_is_welcome(mini: Served) -> None:
    """The same request from this site's own page passes."""
    assert mini.get("/live/ch01/", origin=mini.url.rstrip("/"), cookie=_cookie(mini))[0] == 200


@pytest.mark.parametrize(
    ("origin", "with_cookie", "accepted"),
    [("own", True, True), ("http://evil.example", True, False), (None, True, False), ("own", False, False)],
)
def test_a_socket_needs_origin_and_token(mini: Served, origin: str | None, with_cookie: bool, accepted: bool) -> None:
    """A websocket to a lesson is opened by this site's own page with the token, and by nobody else."""
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect

    where = mini.url.replace("http", "ws") + "live/ch01/ws?session_id=s_000001"
    headers = {"Cookie": _cookie(mini)} if with_cookie else {}
    own = mini.url.rstrip("/")
    try:
        with connect(where, origin=own if origin == "own" else origin, additional_headers=headers, open_timeout=30):
            opened = True
    except InvalidStatus as refused:
        opened = False
        assert refused.response.status_code == 403
    assert opened is accepted


def test_every_answer_keeps_the_browser_at_home(mini: Served) -> None:
    """Pages, refusals and live lessons carry the policy that forbids every other host."""
    for status, path, headers in (
        (200, "/lessons/ch01/state", {}),
        (403, "/live/ch01/", {}),
        (200, "/live/ch01/", {"cookie": _cookie(mini)}),
    ):
        got, _, answer = mini.get(path, **headers)
        assert got == status
        policy = answer["content-security-policy"]
        assert "default-src 'self'" in policy
        assert not re.search(r"https?:|\*", policy)


def test_only_this_machine_can_connect(mini: Served) -> None:
    """The port is bound to the loopback alone."""
    port = urlsplit(mini.url).port
    out = (
        subprocess.run(["ss", "-ltnH"], capture_output=True, text=True, check=False)
        if os.path.exists("/usr/bin/ss")
        else None
    )
    if out is not None:
        bound = [line.split()[3] for line in out.stdout.splitlines() if line.split()[3].endswith(f":{port}")]
        assert bound == [f"127.0.0.1:{port}"]
    else:
        hexed = f"0100007F:{port:04X}"
        assert hexed in Path("/proc/net/tcp").read_text()
        assert f"00000000:{port:04X}" not in Path("/proc/net/tcp").read_text()


def test_a_busy_port_gets_the_next_free_one(tmp_path: Path) -> None:
    """The start says which port was wanted and where it is instead."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(MINICOURSE, tmp_path / "my", port=port, service=False) as served:
            assert f"MOVED from {port}" in served.said
            assert urlsplit(served.url).port != port


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_end_leaves_nothing(tmp_path: Path, how: int) -> None:
    """After Ctrl-C with a lesson open: no process, no port, no folder."""
    from websockets.sync.client import connect

    scratch = Path(tempfile.mkdtemp(prefix="t"))  # short: socket paths must fit into it
    try:
        with serving(MINICOURSE, tmp_path / "my", scratch=scratch) as served:
            group = served.process.pid
            where = served.url.replace("http", "ws") + "live/ch01/ws?session_id=s_000002"
            with connect(
                where, origin=served.url.rstrip("/"), additional_headers={"Cookie": _cookie(served)}, open_timeout=30
            ):
                assert list(scratch.iterdir()), "nothing is held, so nothing is shown"
                assert served.stop(how) == 0
            until(lambda: not _alive(group))
            with pytest.raises(OSError), socket.create_connection(("127.0.0.1", urlsplit(served.url).port), 2):
                pass
        assert list(scratch.iterdir()) == []
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def test_a_start_without_a_built_site_answers_at_once(tmp_path: Path) -> None:
    """The first page of a course that was never built says so and reloads, or says what keeps it from being built."""
    course = tmp_path / "course"
    shutil.copytree(MINICOURSE, course)
    with serving(course, tmp_path / "my", service=False) as served:
        status, body, _ = served.get("/")
        if status == 200:  # it has not found out yet that this course has no mkdocs.yml
            assert "Building the site" in body
            assert 'http-equiv="refresh"' in body
            assert 'href="/live/ch01/#ex01"' in body
        status, body, _ = served.get("/lessons/ch01/state")
        assert status == 200, (body, served.said[-20:])
        assert served.get("/lessons/ch77/state")[0] == 404
        until(lambda: '"failed"' in served.get("/lessons/ch01/state")[1])
        until(lambda: served.get("/")[0] == 500)
        _, body, _ = served.get("/")
        assert "The pages could not be built" in body
        assert "mkdocs.yml" in body
        assert "http-equiv" not in body, "it would reload for ever"


def test_a_read_only_checkout_can_be_served(tmp_path: Path) -> None:
    """What cannot be written beside the book is written to the user's cache."""
    from grader.site.reading import copies

    course = tmp_path / "course"
    course.mkdir()
    (course / ".cache").write_text("a file where a folder should be")
    os.environ["XDG_CACHE_HOME"], old = str(tmp_path / "xdg"), os.environ.get("XDG_CACHE_HOME")
    try:
        place = copies.writable(course, ".cache/lessons")
    finally:
        if old is None:
            del os.environ["XDG_CACHE_HOME"]
        else:
            os.environ["XDG_CACHE_HOME"] = old
    assert place.is_relative_to(tmp_path / "xdg")
    assert place.is_dir()


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True



if sys.platform == "win32":
    pytest.skip("the live server is proved on Linux and macOS; on Windows use WSL", allow_module_level=True)

"""Graded on a server that somebody has already: every exercise that wants no config and no control, with and without a token."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from grader import backends
from grader import course as courses
from grader.backends.keeper import environment, module
from grader.backends.remote import RemoteBackend
from grader.grading.grade import Grader, Request
from grader.grading.supply import Supply
from tests import tiers
from tests.conftest import ROOT, required
from tests.waiting import until


@pytest.fixture(scope="module", params=["lite", pytest.param("server", marks=pytest.mark.server), pytest.param("token", marks=pytest.mark.server)])
def address(request, tmp_path_factory):
    """Address and token of a Milvus that was there before: Lite's own server, and a real one without and with users."""
    if request.param == "lite":
        yield from lite_on_a_port(tmp_path_factory.mktemp("lite"))
        return
    tiers.uses("server")
    found = backends.backend("server")
    if (absent := found.absent()) is not None:
        required(f"server: {absent.why}", f"`{absent.command}`")
    instance = found.start("auth" if request.param == "token" else "default", tmp_path_factory.mktemp("server") / "x")
    yield instance.endpoint.uri, "root:Milvus" if request.param == "token" else ""
    instance.stop()


def lite_on_a_port(folder):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    ready, told = os.pipe()
    arguments = ["--data-dir", str(folder / "data"), "--tcp-port", str(port), "--ready-fd", str(told)]
    process = subprocess.Popen(module("grader.backends.lite", *arguments), env=environment(), stdin=subprocess.PIPE, pass_fds=[told])
    os.close(told)
    try:
        assert os.read(ready, 1) == b"1"
        yield f"http://127.0.0.1:{port}", ""
    finally:
        process.stdin.close()
        until(lambda: process.poll() is not None)
        os.close(ready)


def test_solutions_have_full_marks_there(address):
    """The client that a function is given leads to that server, into the database that was made for it."""
    course = courses.load(ROOT)
    chosen = [e for e in course.exercises if e.chapter in ("ch01", "ch04") and e.milvus and not e.control and e.config == "default" and "load" not in e.needs]
    assert len(chosen) > 3
    said = {}
    with Supply(only="remote", remote=address) as supply:
        grader = Grader(course, supply)
        for exercise in chosen[:4] if "lite" in str(address) else chosen:
            result = grader.check(Request(exercise, exercise.solution_path, compare_starter=False))
            said[exercise.id] = result["status"], [c["message"][:200] for c in result["checks"] if c["status"] != "passed"] or result["note"]
    wrong = {id: told for id, told in said.items() if told[0] not in ("passed", "unavailable")}
    assert wrong == {}
    assert [told[0] for told in said.values()].count("passed") > 2, said


def test_a_proxy_elsewhere_is_not_asked_for_the_way_to_this_machine(address):
    uri, token = address
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / "my" / "ch01"
        desk.mkdir(parents=True)
        (desk / "ex04_read_a_hit.py").write_text((ROOT / "solutions/ch01_meet_milvus/ex04_read_a_hit.py").read_text())
        done = subprocess.run(
            [sys.executable, "-c", "from grader.cli import main; main()", "check", "ch01/ex04", "--course", str(ROOT), "--work", str(desk.parent),
             "--uri", uri, *(["--token", token] if token else []), "--json"],
            env={**os.environ, "PYTHONPATH": str(ROOT), "http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"},
            capture_output=True, text=True, timeout=180, check=False,
        )  # fmt: skip
    assert json.loads(done.stdout)["status"] == "passed", done.stdout[-2000:] + done.stderr[-2000:]


def test_elsewhere_the_message_names_the_proxy(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("grpc_proxy", raising=False)
    monkeypatch.delenv("https_proxy", raising=False)
    absent = RemoteBackend("http://milvus.invalid:19530").absent()
    assert "through the proxy that $http_proxy names" in absent.why

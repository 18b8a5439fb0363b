"""A Prometheus and an Alertmanager that a lesson starts: they scrape, evaluate, tell a webhook, and are gone afterwards."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from grader.errors import LaunchFailed
from grader.lesson import monitoring
from grader.lesson.milvus import LessonMilvus, NotServed
from tests.conftest import required
from tests.waiting import until

RULES = """\
groups:
  - name: t
    rules:
      - alert: Gone
        expr: up{job="milvus"} == 0
        for: 1s
        labels: {severity: page}
        annotations: {summary: "gone"}
"""


@pytest.fixture(autouse=True)
def here() -> None:
    if monitoring.absent():
        required("Prometheus, promtool and Alertmanager", "apt-get install prometheus prometheus-alertmanager")


class Stand(BaseHTTPRequestHandler):
    """What gives metrics in a Milvus' stead, as long as it lives."""

    alive = True

    def do_GET(self) -> None:
        self.send_response(200 if Stand.alive else 503)
        self.end_headers()
        self.wfile.write(b'# TYPE milvus_proxy_req_count counter\nmilvus_proxy_req_count{status="total"} 42\n')

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def stand() -> Iterator[LessonMilvus]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stand)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Stand.alive = True
    yield LessonMilvus("unix:/nowhere", "a stand-in", metrics=f"http://127.0.0.1:{server.server_address[1]}")
    server.shutdown()
    server.server_close()


def processes_in(folder: Path) -> list[int]:
    """Processes whose working directory lies in a folder, also when that has been removed."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.readlink(entry / "cwd").startswith(str(folder)):
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def test_it_scrapes_alerts_tells_and_leaves_nothing(stand: LessonMilvus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    watch = monitoring.Monitoring(stand, RULES)
    try:
        assert watch.ask('milvus_proxy_req_count{status="total"}')[0][1] == 42
        assert watch.ask("1 + 1") == [({}, 2.0)]
        assert watch.ask("no_such_name") == []
        with pytest.raises(ValueError, match="parse error"):
            watch.ask("rate(")
        assert watch.over("up", 10)[0][1][-1][1] == 1.0
        assert watch.alerts() == {}
        Stand.alive = False
        until(lambda: watch.alerts().get("Gone") == "firing", 30)
        until(lambda: bool(watch.heard), 30)
        assert watch.heard[0][1]["alerts"][0]["labels"]["alertname"] == "Gone"
        Stand.alive = True
        until(lambda: any(told["status"] == "resolved" for _at, told in watch.heard), 30)
        assert "groups" in watch.rule("groups: nonsense") or watch.rule("groups: nonsense")
        assert watch.rule(RULES.replace("1s", "2s")) == ""
        assert len(processes_in(tmp_path)) == 2
    finally:
        watch.close()
    watch.close()
    until(lambda: not processes_in(tmp_path), 20)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_rule_file_is_told_and_nothing_stays(stand: LessonMilvus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(LaunchFailed, match="rules.yml"):
        monitoring.Monitoring(stand, "groups: [{name: t, rules: [{alert: A, expr: 'rate('}]}]")
    until(lambda: not processes_in(tmp_path) and not list(tmp_path.iterdir()), 20)


def test_a_milvus_without_metrics_is_refused() -> None:
    with pytest.raises(NotServed):
        monitoring.Monitoring(LessonMilvus("x", "lite 3.2.2"), RULES)


def test_without_the_programs_it_names_the_command(stand: LessonMilvus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "apt-get install prometheus" in monitoring.absent()
    with pytest.raises(NotServed) as caught:
        monitoring.Monitoring(stand, RULES)
    assert "apt-get install prometheus" in caught.value.next


def test_promtool_reads_its_own_folder() -> None:
    assert "SUCCESS" in monitoring.promtool("check", "rules", "rules.yml", files={"rules.yml": RULES})
    assert "FAILED" in monitoring.promtool("check", "rules", "rules.yml", files={"rules.yml": RULES.replace("expr: up", "expr: up(")})

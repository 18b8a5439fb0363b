"""A Prometheus and an Alertmanager of the reader's own: started on loopback, in a temporary folder, ended with the tab."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.backends import configure, keeper, plainhttp
from grader.backends.toolchains import toolchain
from grader.backends.toolchains.prometheus import program
from grader.errors import LaunchFailed
from grader.lesson import mode
from grader.lesson.milvus import NotServed
from grader.worker.doors import Port

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.lesson.milvus import LessonMilvus

START_SECONDS = 30.0
Series = list[tuple[dict[str, str], float]]
_CONFIG = """\
global: {{scrape_interval: {every}, evaluation_interval: {every}}}
rule_files: [rules.yml]
alerting: {{alertmanagers: [{{static_configs: [{{targets: ['127.0.0.1:{alertmanager}']}}]}}]}}
scrape_configs:
  - job_name: milvus
    scrape_timeout: {every}
    static_configs: [{{targets: ['127.0.0.1:{target}']}}]
"""
_ROUTE = """\
route: {{receiver: hook, group_by: [alertname], group_wait: 1s, group_interval: 1s, repeat_interval: 1h}}
receivers: [{{name: hook, webhook_configs: [{{url: 'http://127.0.0.1:{hook}/', send_resolved: true}}]}}]
"""


def absent() -> str:
    """Why Prometheus cannot run here and the command that brings it, or empty."""
    missing = toolchain("prometheus").absent()
    return f"{missing.why}. To bring it: `{missing.command}`" if missing else ""


def version() -> str:
    """``Prometheus 2.42.0``; empty where there is none."""
    return "" if absent() else "Prometheus " + ".".join(map(str, toolchain("prometheus").version()))


def promtool(*arguments: str, files: Mapping[str, str]) -> str:
    """What ``promtool`` says, run in a folder with these files.

    Raises:
        NotServed: it is not here.
    """
    _need()
    with tempfile.TemporaryDirectory(prefix="promtool-") as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        done = subprocess.run([program("promtool"), *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        return (done.stdout + done.stderr).replace(folder + "/", "").strip()


class Monitoring:
    """Scrapes one Milvus every second, evaluates rules, and sends alerts to a webhook of its own.

    Attributes:
        url: of Prometheus; open it in a browser while the lesson lives.
        heard: each notification that the Alertmanager has delivered, as ``(seconds by time.monotonic, document)``.
    """

    def __init__(self, milvus: LessonMilvus, rules: str, every: str = "1s") -> None:
        """Start all three; `rules` is the text of a rule file.

        Raises:
            NotServed: Prometheus is not here, or this Milvus has no metrics.
            LaunchFailed: one of them does not start.
        """
        _need()
        if milvus.metrics is None:
            raise NotServed("This Milvus gives metrics", milvus.identity, "pip install -e '.[server]'")
        self._ends = contextlib.ExitStack()
        mode.when_session_ends(self.close)
        self.heard: list[tuple[float, dict[str, Any]]] = []
        self._folder = Path(tempfile.mkdtemp(prefix="monitoring-"))
        self._ends.callback(shutil.rmtree, self._folder, ignore_errors=True)
        self._rules = self._folder / "rules.yml"
        self._rules.write_text(rules, encoding="utf-8")
        free = configure.free_ports(("alertmanager", "prometheus"))
        ports = {"hook": self._hook(), "target": self._target(milvus.metrics), "alertmanager": free["alertmanager"]}
        (self._folder / "am.yml").write_text(_ROUTE.format(**ports))
        (self._folder / "prometheus.yml").write_text(_CONFIG.format(every=every, **ports))
        self._start("alertmanager", ports["alertmanager"], "--config.file=am.yml", "--storage.path=am", "--cluster.listen-address=")
        port = free["prometheus"]
        self.url = f"http://127.0.0.1:{port}"
        # An alert that cannot be delivered is dropped and sent again after a minute, unless it is told otherwise.
        again = "--rules.alert.resend-delay=2s"
        self._start("prometheus", port, "--config.file=prometheus.yml", "--storage.tsdb.path=tsdb", "--web.enable-lifecycle", again)
        end = time.monotonic() + START_SECONDS  # it looks for its targets and for the Alertmanager every five seconds
        while not self._get("/api/v1/alertmanagers")["activeAlertmanagers"] and time.monotonic() < end:
            time.sleep(0.1)
        self.until("up", START_SECONDS)

    def close(self) -> None:
        """End every process and remove every file; may be called twice."""
        self._ends.close()

    # -- questions ----------------------------------------------------------------------------------------

    def ask(self, expression: str) -> Series:
        """What a PromQL expression is now: labels and value of each series; a scalar has no labels.

        Raises:
            ValueError: Prometheus does not take it; the message is its own.
        """
        data = self._get("/api/v1/query", query=expression)
        if data["resultType"] in ("scalar", "string"):
            return [({}, float(data["result"][1]))]
        return [(one["metric"], float(one["value"][1])) for one in data["result"] if "value" in one]

    def over(self, expression: str, seconds: float, step: float = 1.0) -> list[tuple[dict[str, str], list[tuple[float, float]]]]:
        """The same over the last seconds: labels of each series, and its points as ``(seconds before now, value)``."""
        now = time.time()
        data = self._get("/api/v1/query_range", query=expression, start=str(now - seconds), end=str(now), step=str(step))
        return [(one["metric"], [(float(at) - now, float(value)) for at, value in one["values"]]) for one in data["result"]]

    def alerts(self) -> dict[str, str]:
        """Each alert that is not at rest, by its name: ``pending`` or ``firing``."""
        return {one["labels"]["alertname"]: one["state"] for one in self._get("/api/v1/alerts")["alerts"]}

    def until(self, expression: str, seconds: float = 20.0) -> Series:
        """Ask until there is an answer that is not empty and not zero; what it was at the end."""
        end = time.monotonic() + seconds
        while True:
            found = self.ask(expression)
            if any(value for _, value in found) or time.monotonic() > end:
                return found
            time.sleep(0.2)

    def rule(self, text: str) -> str:
        """Replace the rules; empty, or what Prometheus has against them (then the old ones stay)."""
        before = self._rules.read_text(encoding="utf-8")
        self._rules.write_text(text, encoding="utf-8")
        status, said = plainhttp.ask("POST", self.url, "/-/reload", 10.0)
        if status != 200:
            self._rules.write_text(before, encoding="utf-8")
        return "" if status == 200 else said.strip()

    def _get(self, path: str, **query: str) -> dict[str, Any]:
        _, text = plainhttp.get(self.url, f"{path}?{urllib.parse.urlencode(query)}", 20.0)
        answer = json.loads(text)
        if answer["status"] != "success":
            raise ValueError(answer["error"])
        found: dict[str, Any] = answer["data"]
        return found

    # -- starting -----------------------------------------------------------------------------------------

    def _target(self, metrics: str) -> int:
        """The port on which Prometheus finds the metrics: a server in a namespace of its own has a socket instead."""
        if not metrics.startswith("unix:"):
            return int(urllib.parse.urlsplit(metrics).port or 80)
        port = Port(metrics.removeprefix("unix:"))
        self._ends.callback(port.close)
        return port.number

    def _hook(self) -> int:
        heard = self.heard

        class Hook(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                heard.append((time.monotonic(), json.loads(body)))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nothing: a lesson's standard error is the reader's."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._ends.callback(server.server_close)
        self._ends.callback(server.shutdown)
        return int(server.server_address[1])

    def _start(self, name: str, port: int, *arguments: str) -> None:
        log = self._folder / f"{name}.log"
        argv = [program(name), *arguments, f"--web.listen-address=127.0.0.1:{port}", "--log.level=warn"]
        # It cannot ask for the signal that ends it with us, so this interpreter asks, and becomes it.
        become = "import os, sys\nfrom grader.backends.keeper import die_with_parent\ndie_with_parent()\nos.execv(sys.argv[1], sys.argv[1:])"
        with log.open("ab") as output:
            process = keeper.start([sys.executable, "-c", become, *argv], cwd=self._folder, output=output)
        self._ends.callback(keeper.end, process)
        end = time.monotonic() + START_SECONDS
        while not _ready(port):
            if process.poll() is not None or time.monotonic() > end:
                said = log.read_text(errors="replace")[-600:] or "nothing was said"
                self.close()
                raise LaunchFailed(f"{name} starts", said, "run the lesson again; `grader doctor` says what is here")
            time.sleep(0.05)


def _need() -> None:
    missing = toolchain("prometheus").absent()
    if missing is not None:
        raise NotServed("Prometheus, promtool and Alertmanager are here", missing.why, missing.command)


def _ready(port: int) -> bool:
    try:
        return plainhttp.get(f"http://127.0.0.1:{port}", "/-/ready", 1.0)[0] == 200
    except OSError:
        return False


__all__ = ["Monitoring", "absent", "promtool", "version"]

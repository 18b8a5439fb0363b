"""What the compose profile `monitoring` mounts: rules that pass their tests, a dashboard that is what its source gives, names that exist."""

import json
import re
import subprocess
import sys
import tomllib

import pytest
import yaml

from grader.backends.toolchains.prometheus import program
from tests.conftest import ROOT, required

PROMETHEUS, GRAFANA = ROOT / "deploy" / "prometheus", ROOT / "deploy" / "grafana"
PANELS = tomllib.loads((GRAFANA / "panels.toml").read_text(encoding="utf-8"))["panel"]
SEEN = set(json.loads(json.loads((ROOT / "lessons" / "recorded" / "ch16_census.json").read_text(encoding="utf-8"))["text"])["names"])
"""Names that a Milvus 2.3.5 gave when the lesson was recorded."""


def need(name):
    found = program(name)
    if not found:
        required(name, "apt-get install prometheus prometheus-alertmanager")
    return found


def names(expression):
    return re.findall(r"\b(?:milvus|process)_\w+", re.sub(r"milvus:\S+", "", expression))


def test_the_rules_pass_their_tests():
    done = subprocess.run([need("promtool"), "test", "rules", "rules_test.yml"], cwd=PROMETHEUS, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_test_of_the_rules_can_fail(tmp_path):
    """Each alert without its condition fails the tests that stand beside it."""
    text = (PROMETHEUS / "rules.yml").read_text()
    (tmp_path / "rules_test.yml").write_text((PROMETHEUS / "rules_test.yml").read_text())
    for was, becomes in (("for: 2m", "for: 0s"), (" and milvus:search:rate > 0.5\n        for: 5m", "\n        for: 5m"), ("> 250", "> 2500"), ("> 10000", "> 100000"), ("0.99", "0.5")):
        assert was in text
        (tmp_path / "rules.yml").write_text(text.replace(was, becomes))
        done = subprocess.run([need("promtool"), "test", "rules", "rules_test.yml"], cwd=tmp_path, capture_output=True, timeout=60, check=False)
        assert done.returncode != 0, was


@pytest.mark.parametrize(("tool", "arguments", "file"), [("promtool", ["check", "config"], PROMETHEUS / "prometheus.yml"), ("promtool", ["check", "rules"], PROMETHEUS / "rules.yml")])
def test_prometheus_takes_its_files(tool, arguments, file):
    done = subprocess.run([need(tool), *arguments, file.name], cwd=file.parent, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_dashboard_is_what_its_panels_give():
    pytest.importorskip("grafana_foundation_sdk", reason="pip install -e '.[dev]' brings the SDK that draws the dashboard")
    done = subprocess.run([sys.executable, ROOT / "scripts" / "draw_dashboard.py", "--check"], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_the_dashboard_has_each_query_and_the_source_of_data():
    board = json.loads((GRAFANA / "dashboards" / "milvus.json").read_text(encoding="utf-8"))
    assert [p["title"] for p in board["panels"]] == [p["title"] for p in PANELS]
    for drawn, panel in zip(board["panels"], PANELS, strict=True):
        assert [t["expr"] for t in drawn["targets"]] == [q["expr"] for q in panel["query"]]
        source = yaml.safe_load((GRAFANA / "provisioning" / "datasources" / "prometheus.yml").read_text())["datasources"][0]
        assert drawn["datasource"]["uid"] == source["uid"]


def test_every_name_is_one_that_a_milvus_gave():
    """A panel on a name that does not exist shows nothing, and an alert on it never fires."""
    rules = yaml.safe_load((PROMETHEUS / "rules.yml").read_text())
    expressions = [q["expr"] for p in PANELS for q in p["query"]] + [r["expr"] for g in rules["groups"] for r in g["rules"]]
    assert expressions
    for expression in expressions:
        for name in names(expression):
            assert name in SEEN, name


def test_what_compose_mounts_is_what_prometheus_and_grafana_look_for():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    mounted = {v.split(":")[0].removeprefix("./"): v.split(":")[1] for s in services.values() for v in s.get("volumes", ()) if v.startswith("./")}
    assert mounted["deploy/prometheus/rules.yml"].rsplit("/", 1)[0] == mounted["deploy/prometheus/prometheus.yml"].rsplit("/", 1)[0]
    provider = yaml.safe_load((GRAFANA / "provisioning" / "dashboards" / "milvus.yml").read_text())["providers"][0]
    assert mounted["deploy/grafana/dashboards"] == provider["options"]["path"]
    target = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text())["alerting"]["alertmanagers"][0]["static_configs"][0]["targets"]
    assert target == ["alertmanager:9093"]
    assert "alertmanager" in services

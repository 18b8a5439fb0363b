"""What chapter 20 teaches with, held against what was measured and against the files of deploy/kubernetes."""

import importlib.util
import json

import pytest
import yaml

from tests.conftest import ROOT

FOLDER = ROOT / "deploy" / "kubernetes"
LABEL = {"proxy": "proxy", "mixcoord": "mixCoordinator", "querynode": "queryNode", "streamingnode": "streamingNode", "datanode": "dataNode"}


def module(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="module")
def night():
    return module(ROOT / "exercises" / "ch20_production" / "support.py")


@pytest.fixture(scope="module")
def production():
    return module(ROOT / "lessons" / "models" / "checklist.py").values(*(FOLDER / name for name in ("helm-cluster.yaml", "helm-production.yaml")))


def test_the_game_day_shows_what_was_measured(night):
    """Each row of the exercise's table is a row of the record of a cluster whose process was killed."""
    rows = json.loads((ROOT / "lessons" / "recorded" / "ch07_cluster_roles.json").read_text(encoding="utf-8"))["rows"]
    names = {"root coordinator": "rootcoord", "data coordinator": "datacoord", "query coordinator": "querycoord", "one of two query nodes": "querynode", "data node": "datanode", "index node": "indexnode", "log (paused)": "log"}
    compared = 0
    for row in rows:
        if row["call"] in night.CALLS:
            assert night.WITHOUT[names.get(row["gone"], row["gone"])].get(row["call"], "works") == row["outcome"], row
            compared += 1
    assert compared == 10 * len(night.CALLS)


def test_no_restarted_process_fails_for_longer_than_a_minute(night):
    """Why a minute of the exercise is enough for a recovery: in the record every call worked again within one."""
    for row in json.loads((ROOT / "lessons" / "recorded" / "ch07_cluster_roles.json").read_text(encoding="utf-8"))["rows"]:
        assert row["again"] is not None
        assert row["again"] < 60


def test_each_component_has_one_budget_that_lets_one_go_and_keeps_one(production):
    budgets = [d for d in yaml.safe_load_all((FOLDER / "budgets.yaml").read_text(encoding="utf-8")) if d]
    found = {d["spec"]["selector"]["matchLabels"]["component"]: d["spec"] for d in budgets}
    assert found.keys() == LABEL.keys()
    assert len(budgets) == len(found)
    for name, section in LABEL.items():
        pods = production[section]["hpa"]["minReplicas"] if production[section].get("hpa", {}).get("enabled") else production[section]["replicas"]
        assert 1 <= found[name]["maxUnavailable"] < pods, name
        assert found[name]["selector"]["matchLabels"]["app.kubernetes.io/instance"] == "papers"


def test_the_certificate_is_mounted_where_milvus_looks(production):
    settings = yaml.safe_load(production["extraConfigFiles"]["user.yaml"])
    secrets = {v["name"] for v in production["volumes"] if "secret" in v}
    folders = [m["mountPath"] for m in production["volumeMounts"] if m["name"] in secrets]
    for path in settings["tls"].values():
        assert any(path.startswith(f"{folder}/") for folder in folders), path


def test_the_overlay_keeps_what_a_text_replaces(production):
    """user.yaml of the overlay says all that user.yaml of the cluster says, for Helm merges no texts."""
    below = yaml.safe_load(yaml.safe_load((FOLDER / "helm-cluster.yaml").read_text(encoding="utf-8"))["extraConfigFiles"]["user.yaml"])
    above = yaml.safe_load(production["extraConfigFiles"]["user.yaml"])
    assert below["common"]["security"].items() <= above["common"]["security"].items()


def test_the_record_of_helm_is_of_these_values(production):
    found = json.loads((ROOT / "lessons" / "recorded" / "ch20_helm.json").read_text(encoding="utf-8"))["renders"]["both"]
    assert found["failed"] == 0
    assert yaml.safe_load(found["user.yaml"]) == yaml.safe_load(production["extraConfigFiles"]["user.yaml"])
    for name, section in LABEL.items():
        wanted = production[section]["replicas"]
        assert found["replicas"][name] == (None if wanted == -1 else wanted), name


def test_each_file_of_deploy_is_used():
    """By a lesson, an exercise, a test, the compose file, a script or the site: what nothing reads goes stale unseen."""
    readers = [p for folder in ("lessons", "exercises", "tests/course", "tests/classroom", "scripts", "grader", "site") for p in (ROOT / folder).rglob("*") if p.suffix in (".py", ".md", ".toml", ".yml") and "node_modules" not in p.parts]
    text = "\n".join(p.read_text(encoding="utf-8", errors="replace") for p in [*readers, ROOT / "docker-compose.yml"])
    for path in (p for p in (ROOT / "deploy").rglob("*") if p.is_file()):
        name = path.relative_to(ROOT).as_posix()
        folder = path.parent.relative_to(ROOT).as_posix()
        assert path.name in text or name in text or f"./{folder}" in text, name

"""What deploy/kubernetes holds, held against the compose file, and against what was rendered of it and recorded."""

import json
import re

import pytest
import yaml

from tests.conftest import ROOT

FOLDER = ROOT / "deploy" / "kubernetes"
PARTS = {"proxy": "proxy", "mixCoordinator": "mixcoord", "queryNode": "querynode", "streamingNode": "streamingnode", "dataNode": "datanode"}


def load(name):
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def recorded(kind):
    found = json.loads((ROOT / "lessons" / "recorded" / "ch07_kubernetes.json").read_text(encoding="utf-8"))["renders"][kind]
    return found, {w["name"].removeprefix("papers-").removeprefix("milvus-"): w for w in found["workloads"]}


@pytest.mark.parametrize("kind", ["standalone", "cluster"])
def test_every_file_names_the_milvus_of_the_compose_file(kind):
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    version = re.search(r"milvusdb/milvus:(v[\d.]+)", compose["services"]["milvus"]["image"])[1]
    assert load(f"helm-{kind}.yaml")["image"]["all"]["tag"] == version
    assert load(f"operator-{kind}.yaml")["spec"]["components"]["image"] == f"milvusdb/milvus:{version}"
    assert load(f"operator-{kind}.yaml")["spec"]["mode"] == kind


def test_the_record_is_of_these_values():
    values, (found, workloads) = load("helm-cluster.yaml"), recorded("cluster")
    for section, name in PARTS.items():
        assert workloads[name]["replicas"] == values[section]["replicas"], name
        assert f"{workloads[name]['memory']:g}Gi" == values[section]["resources"]["requests"]["memory"] == values[section]["resources"]["limits"]["memory"], name
    assert workloads["etcd"]["replicas"] == values["etcd"]["replicaCount"]
    assert found["passed"] == found["documents"]
    assert recorded("standalone")[1].keys() == {"minio", "standalone", "etcd"}


def test_the_operator_is_told_what_helm_is_told():
    values, components = load("helm-cluster.yaml"), load("operator-cluster.yaml")["spec"]["components"]
    for section in PARTS:
        other = components["mixCoord" if section == "mixCoordinator" else section]
        assert other["replicas"] == values[section]["replicas"], section
        assert other["resources"]["limits"] == values[section]["resources"]["limits"], section
    assert load("operator-cluster.yaml")["spec"]["dependencies"]["etcd"]["inCluster"]["values"]["replicaCount"] == values["etcd"]["replicaCount"]

"""Checks of ch20/ex06: what the chart makes of the values, whatever they were meant to say."""

import re

import pytest

from grader.checks import check, fail, misconception, require

DEFAULTS = {
    "cluster": {"enabled": True}, "image": {"all": {"repository": "milvusdb/milvus", "tag": "v2.6.15"}}, "streaming": {"enabled": True}, "pulsarv3": {"enabled": True},
    "pulsar": {"enabled": False}, "kafka": {"enabled": False}, "proxy": {"replicas": 1, "hpa": {"enabled": False, "minReplicas": 1, "maxReplicas": 5, "cpuUtilization": 40}},
    "mixCoordinator": {"replicas": 1, "activeStandby": {"enabled": False}}, "queryNode": {"replicas": 1, "hpa": {"enabled": False}}, "streamingNode": {"replicas": 1},
    "dataNode": {"replicas": 1, "hpa": {"enabled": False}}, "etcd": {"replicaCount": 3, "pdb": {"create": False}, "persistence": {"enabled": True}}, "minio": {"mode": "distributed"},
    "service": {"type": "ClusterIP"}, "extraConfigFiles": {"user.yaml": ""},
}  # fmt: skip
UNITS = {"": 1, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}


@pytest.fixture
def values(work, support):
    found = work.yaml("values.yaml")
    if not isinstance(found, dict):
        fail(called="reading values.yaml", returned=repr(found)[:200], expected="sections of values")
    return support.merged(DEFAULTS, found)


def counts(support, values, place, wanted, why):
    found = support.at(values, place)
    require(type(found) is type(wanted) and found == wanted, called=f"{place}, as the chart reads it", returned=repr(found), expected=repr(wanted), why=why)


def quantity(value):
    """A quantity of Kubernetes in bytes; None where it is none."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?", str(value).strip()) if not isinstance(value, bool) else None
    return float(found[1]) * UNITS[found[2] or ""] if found else None


def memory(support, values, section, gib, why):
    for kind in ("requests", "limits"):
        found = support.at(values, f"{section}.resources.{kind}.memory")
        told = {"called": f"{section}.resources.{kind}.memory, as the chart reads it", "returned": repr(found), "expected": f"{gib} GiB"}
        if isinstance(found, str) and found.strip().endswith("m") and quantity(found) is not None:
            misconception("m-is-for-mega", **told, evidence=f"{found} is {quantity(found):g} bytes", why="What does the same letter mean in `cpu: 500m`?")
        require(quantity(found) is not None and abs(quantity(found) - gib * 2**30) < 1, **told, why=why)


@check(points=1)
def test_version(values, support):
    """Milvus 3.0.2 runs, as a cluster"""
    counts(support, values, "cluster.enabled", True, "It was right.")
    tag = support.at(values, "image.all.tag")
    require(tag in ("v3.0.2", "3.0.2") and tag == "v3.0.2", called="image.all.tag, as the chart reads it", returned=repr(tag), expected="'v3.0.2'", why="What runs is the default of the chart. Under which key does it look for the tag?")
    counts(support, values, "image.all.repository", "milvusdb/milvus", "The official image.")


@check(points=1)
def test_one_log(values, support):
    """No second log is started"""
    counts(support, values, "streaming.enabled", True, "Woodpecker lives there.")
    if support.at(values, "pulsarv3.enabled") is True:
        misconception("pulsar-is-pulsar", called="pulsarv3.enabled, as the chart reads it", returned="True", expected="False", evidence="a Pulsar is started: `pulsar` is off, and `pulsarv3` is not",
                      why="The chart has two of them. Which one do the pods of the first morning belong to?")
    for name in ("pulsarv3", "pulsar", "kafka"):
        counts(support, values, f"{name}.enabled", False, "What you do not switch off, you operate.")


@check(points=2)
def test_proxies(values, support):
    """The autoscaler holds the proxies between two and six, and no upgrade interferes"""
    counts(support, values, "proxy.hpa.enabled", True, "It was right.")
    counts(support, values, "proxy.hpa.minReplicas", 2, "On a quiet night the chart's own lower end counted.")
    counts(support, values, "proxy.hpa.maxReplicas", 6, "The chart's own upper end is five.")
    memory(support, values, "proxy", 4, "It was right.")
    require(quantity(support.at(values, "proxy.resources.requests.cpu")) == 1, called="proxy.resources.requests.cpu", returned=repr(support.at(values, "proxy.resources.requests.cpu")), expected="one processor", why="It was right, and the autoscaler's share is a share of it.")
    found = support.at(values, "proxy.replicas")
    if support.whole(found) and found >= 0:
        misconception("a-number-beside-an-autoscaler", called="proxy.replicas", returned=repr(found), expected="-1", evidence=f"a fixed number, {found}, beside an autoscaler that is on", why="Which of the two is right after the next `helm upgrade`?")
    require(found == -1 and support.whole(found), called="proxy.replicas", returned=repr(found), expected="-1", why="That leaves the number out of the manifest.")


@check(points=2)
def test_coordinators(values, support):
    """Two coordinators, one in charge"""
    counts(support, values, "mixCoordinator.replicas", 2, "It was right.")
    counts(support, values, "mixCoordinator.activeStandby.enabled", True, "Keys of YAML are as exact as names in a program.")
    memory(support, values, "mixCoordinator", 4, "It was right.")


@check(points=2)
def test_nodes(values, support):
    """Query nodes, streaming nodes and data nodes: as many and as large as the comments say"""
    counts(support, values, "queryNode.replicas", 3, "One was there, which is the default.")
    counts(support, values, "queryNode.hpa.enabled", False, "Three are asked for.")
    memory(support, values, "queryNode", 16, "Without a request it was placed as if it took nothing.")
    counts(support, values, "streamingNode.replicas", 2, "It was right.")
    memory(support, values, "streamingNode", 8, "It was right.")
    counts(support, values, "dataNode.replicas", 2, "It was right.")
    counts(support, values, "dataNode.hpa.enabled", False, "Two are asked for.")
    memory(support, values, "dataNode", 8, "What is 8192 of, if no unit is said?")


@check(points=2)
def test_etcd(values, support):
    """Five etcds, of which two may be away"""
    counts(support, values, "etcd.replicaCount", 5, "Three were there, which is the default.")
    counts(support, values, "etcd.pdb.create", True, "It was right.")
    counts(support, values, "etcd.pdb.minAvailable", 3, "It was right.")
    counts(support, values, "etcd.persistence.enabled", True, "It was right.")
    require(support.at(values, "etcd.persistence.size") == "20Gi", called="etcd.persistence.size", returned=repr(support.at(values, "etcd.persistence.size")), expected="'20Gi'", why="It was right.")


@check(points=2)
def test_door(values, support):
    """No one comes in from outside, and everyone says who they are"""
    counts(support, values, "service.type", "ClusterIP", "The key stands twice. Which of the two counts?")
    require(support.at(values, "ingress.enabled", False) is False, called="ingress.enabled", returned="True", expected="False", why="That is a second door.")
    settings = support.user_yaml(values)
    counts(support, settings, "common.security.authorizationEnabled", True, "Milvus reads it at this place, and nowhere else.")


@check(points=1)
def test_what_was_right(values, support):
    """What was right is still there"""
    settings = support.user_yaml(values)
    counts(support, settings, "quotaAndLimits.dml.enabled", True, "It was right.")
    counts(support, settings, "quotaAndLimits.dml.insertRate.max", 16, "It was right.")
    counts(support, values, "minio.mode", "distributed", "It was right.")
    counts(support, values, "minio.existingSecret", "milvus-minio", "It was right.")

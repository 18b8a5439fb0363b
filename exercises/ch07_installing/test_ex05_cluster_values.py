"""Checks of ch07/ex05: what the values mean, together with the chart's defaults."""

import re

import pytest
import yaml

from grader.checks import check, fail, misconception, require

FILE = "values.yaml"
MACHINES, ROOM, DATA, COPIES = 6, 28.0, 40.0, 2
OTHERS = ("proxy", "mixCoordinator", "streamingNode", "dataNode")
DEFAULTS = {
    "cluster.enabled": True, "image.all.tag": "v2.6.15", "image.all.repository": "milvusdb/milvus", "streaming.enabled": True, "pulsarv3.enabled": True, "pulsar.enabled": False,
    "kafka.enabled": False, "proxy.replicas": 1, "mixCoordinator.replicas": 1, "mixCoordinator.activeStandby.enabled": False, "streamingNode.replicas": 1, "dataNode.replicas": 1,
    "queryNode.replicas": 1, "etcd.enabled": True, "etcd.replicaCount": 3, "etcd.persistence.enabled": True, "etcd.pdb.create": False, "minio.enabled": True, "minio.mode": "distributed",
    "minio.persistence.enabled": True, "minio.existingSecret": "", "service.type": "ClusterIP", "ingress.enabled": False, "externalS3.enabled": False, "externalEtcd.enabled": False,
}  # fmt: skip


@pytest.fixture
def values(work):
    """A value by its place, or the chart's default."""
    found = work.yaml(FILE)
    if not isinstance(found, dict):
        fail(called=f"reading {FILE}", returned=repr(found), expected="sections of values")

    def value(place):
        data = found
        for key in place.split("."):
            data = data.get(key) if isinstance(data, dict) else None
        return DEFAULTS.get(place) if data is None else data

    return value


def gib(quantity):
    """A quantity of Kubernetes in GiB; None where it is none."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti|k|M|G|T)?", str(quantity).strip())
    if not found:
        return None
    unit = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, None: 1}[found[2]]
    return float(found[1]) * unit / 2**30


def number(values, place):
    found = values(place)
    require(isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= 1000, called=place, returned=repr(found), expected="a whole number", why="The chart puts it where Kubernetes wants a whole number.")
    return found


def switched(values, place, wanted, why):
    found = values(place)
    require(found is wanted, called=place, returned=repr(found), expected=str(wanted).lower(), why=why)


@check(points=1)
def test_version(values):
    """Milvus 3, with a whole version, as a cluster"""
    switched(values, "cluster.enabled", True, "One process does not survive the loss of its machine.")
    tag = str(values("image.all.tag"))
    require(re.fullmatch(r"v?3\.\d+\.\d+", tag) is not None, called="image.all.tag", returned=tag, expected="a whole version of Milvus 3, such as v3.0.2", why="A pod that is started tomorrow should be what was tested today.")
    require(str(values("image.all.repository")) == "milvusdb/milvus", called="image.all.repository", returned=str(values("image.all.repository")), expected="milvusdb/milvus", why="The official image.")


@check(points=2)
def test_one_log(values):
    """Woodpecker is the log, and no other is started"""
    switched(values, "streaming.enabled", True, "Woodpecker lives in the streaming nodes.")
    for name in ("pulsarv3", "pulsar", "kafka"):
        found = values(f"{name}.enabled")
        if name == "pulsarv3" and found is True:
            misconception("the-chart-starts-what-i-need", called="pulsarv3.enabled", returned="true", expected="false", evidence="a Pulsar is started beside Woodpecker: the chart's default for pulsarv3.enabled is true, and nothing here says otherwise",
                          why="What you do not switch off, you operate. Which pods does the chart render?")
        require(found is False, called=f"{name}.enabled", returned=repr(found), expected="false", why="A second log that is never written to costs memory, disks and attention.")


@check(points=3)
def test_two_of_each(values):
    """Whatever answers is there twice, and one coordinator is in charge"""
    for name in OTHERS:
        found = number(values, f"{name}.replicas")
        require(found >= 2, called=f"{name}.replicas", returned=str(found), expected="2 or more", why="One of a kind goes with its machine.")
    if number(values, "mixCoordinator.replicas") > 1 and values("mixCoordinator.activeStandby.enabled") is not True:
        misconception("two-coordinators-are-safer", called="mixCoordinator.activeStandby.enabled", returned=repr(values("mixCoordinator.activeStandby.enabled")), expected="true",
                      evidence=f"{values('mixCoordinator.replicas')} coordinators, and active standby is off", why="Who of the two hands out timestamps and segments?")


@check(points=4)
def test_room(values):
    """The query nodes hold the data, also when one is gone, and everything fits on the machines"""
    count, asked = number(values, "queryNode.replicas"), {}
    for name in ("queryNode", *OTHERS):
        found = gib(values(f"{name}.resources.requests.memory"))
        require(found is not None, called=f"{name}.resources.requests.memory", returned=repr(values(f"{name}.resources.requests.memory")), expected="a quantity, such as 8Gi", why="Without a request the pod is placed as if it took nothing.")
        require(found > 0.5, called=f"{name}.resources.requests.memory", returned=f"{found:.2g} GiB", expected="more than half a GiB", why="An empty process takes about that much.")
        limit = gib(values(f"{name}.resources.limits.memory")) if values(f"{name}.resources.limits.memory") is not None else None
        require(limit is None or limit >= found, called=f"{name}.resources", returned=f"a limit below the request ({found:g} GiB)", expected="a limit that is not below", why="Kubernetes refuses it.")
        asked[name] = found
    one, limit = asked["queryNode"], gib(values("queryNode.resources.limits.memory"))
    told = {"called": "queryNode.resources", "returned": f"memory: {one:g} GiB requested, limit {values('queryNode.resources.limits.memory')}"}
    if limit is not None and one < 0.8 * limit:
        misconception("requests-are-a-formality", **told, expected="request and limit equal", evidence=f"{one:g} GiB are requested, and up to {limit:g} GiB used",
                      why="For which of the two numbers does a machine keep room? What is ended first when there is none?")
    require(limit is not None and abs(one - limit) < 1e-6, **told, expected="request and limit equal", why="Loaded segments are the memory. Between the two numbers is room that was promised to no pod.")
    for name, found in asked.items():
        require(found <= ROOM, called=f"{name}.resources.requests.memory", returned=f"{found:g} GiB", expected=f"at most {ROOM:g} GiB, a machine", why="A pod that fits on no machine waits forever.")
    require(0.8 * count * one >= DATA * COPIES, called=f"{count} query nodes of {one:g} GiB", returned=f"{0.8 * count * one:.1f} GiB at 80%", expected=f"{DATA * COPIES:g} GiB, two replicas", why="The second replica is loaded again.")
    require(0.9 * (count - 1) * one >= DATA, called=f"{count} query nodes of {one:g} GiB, one of them gone", returned=f"{0.9 * (count - 1) * one:.1f} GiB at 90%", expected=f"{DATA:g} GiB, one copy", why="That is the bad minute.")
    total = count * one + sum(number(values, f"{name}.replicas") * asked[name] for name in OTHERS)
    require(total <= MACHINES * ROOM - 20, called="the memory requests of the five kinds", returned=f"{total:g} GiB", expected=f"at most {MACHINES * ROOM - 20:g} GiB", why="etcd and MinIO need their part of the six machines.")


def chosen(selector):
    """Whether a label selector takes the query nodes."""
    selector = selector if isinstance(selector, dict) else {}
    labels = {k: v for k, v in (selector.get("matchLabels") or {}).items()}
    if labels.get("component") == "querynode":
        return True
    return any(e.get("key") == "component" and e.get("operator") == "In" and e.get("values") == ["querynode"] for e in selector.get("matchExpressions") or [] if isinstance(e, dict))


@check(points=2)
def test_spread(values):
    """No two query nodes are on one machine"""
    constraints = values("queryNode.topologySpreadConstraints") or values("topologySpreadConstraints") or []
    affinity = values("queryNode.affinity") or values("affinity") or {}
    terms = ((affinity.get("podAntiAffinity") or {}).get("requiredDuringSchedulingIgnoredDuringExecution") or []) if isinstance(affinity, dict) else []
    spread = [c for c in constraints if isinstance(c, dict) and c.get("topologyKey") == "kubernetes.io/hostname" and c.get("whenUnsatisfiable", "DoNotSchedule") == "DoNotSchedule" and c.get("maxSkew") == 1 and chosen(c.get("labelSelector"))]
    apart = [t for t in terms if isinstance(t, dict) and t.get("topologyKey") == "kubernetes.io/hostname" and chosen(t.get("labelSelector"))]
    soft = (affinity.get("podAntiAffinity") or {}).get("preferredDuringSchedulingIgnoredDuringExecution") if isinstance(affinity, dict) else None
    require(bool(spread or apart), called="where query nodes are placed", returned="a wish" if soft or constraints else "anywhere", expected="a rule: at most one on each machine",
            why="Both replicas on one machine are lost with it. A rule that may be broken is broken when machines are few.")
    count = number(values, "queryNode.replicas")
    require(count <= MACHINES, called="queryNode.replicas", returned=str(count), expected=f"at most {MACHINES}", why="The one too many finds no machine without a sister, and waits forever.")


@check(points=3)
def test_metadata(values):
    """A majority of etcds is there when one is gone, and they keep what they know"""
    switched(values, "etcd.enabled", True, "The statement asks for the chart's own.")
    switched(values, "externalEtcd.enabled", False, "The statement asks for the chart's own.")
    count = number(values, "etcd.replicaCount")
    if count == 2:
        misconception("two-etcds-survive-one", called="etcd.replicaCount", returned="2", expected="an odd number, 3 or more", evidence="two etcds: a majority of two is two, so neither may be missing", why="How many of n may be missing while more than half are there?")
    require(count >= 3 and count % 2 == 1, called="etcd.replicaCount", returned=str(count), expected="an odd number, 3 or more", why="More than half have to agree. An even number costs one more and survives no more.")
    switched(values, "etcd.persistence.enabled", True, "Metadata that goes with a pod takes every collection with it.")
    switched(values, "etcd.pdb.create", True, "An upgrade of the machines takes as many pods at once as it may.")
    least = values("etcd.pdb.minAvailable")
    require(isinstance(least, int) and count // 2 + 1 <= least < count, called="etcd.pdb.minAvailable", returned=repr(least), expected=f"from {count // 2 + 1} to {count - 1}, of {count}",
            why="Fewer is no majority; all of them would stop every upgrade of a machine.")


@check(points=2)
def test_bytes(values):
    """The object storage survives a machine, and its keys are not in the file"""
    switched(values, "externalS3.enabled", False, "The statement asks for the chart's own.")
    switched(values, "minio.enabled", True, "Rows have to lie somewhere.")
    require(values("minio.mode") == "distributed", called="minio.mode", returned=repr(values("minio.mode")), expected="distributed", why="One MinIO goes with its machine.")
    switched(values, "minio.persistence.enabled", True, "Rows that go with a pod are gone.")
    require(isinstance(values("minio.existingSecret"), str) and values("minio.existingSecret").strip() != "", called="minio.existingSecret", returned=repr(values("minio.existingSecret")), expected="the name of a Secret",
            why="Without it the chart takes the well-known keys.")
    for key in ("minio.accessKey", "minio.secretKey"):
        require(not values(key), called=key, returned="a key in the file", expected="none", why="Values are kept in a repository.")


@check(points=2)
def test_door(values):
    """Inside the cluster alone, and with a password"""
    require(values("service.type") == "ClusterIP", called="service.type", returned=repr(values("service.type")), expected="ClusterIP", why="The others give it an address outside.")
    switched(values, "ingress.enabled", False, "An ingress is a door to the outside.")
    files = values("extraConfigFiles")
    text = files.get("user.yaml") if isinstance(files, dict) else None
    require(isinstance(text, str), called="extraConfigFiles.user.yaml", returned=repr(text), expected="a text that is YAML itself", why="The chart makes a file of it, so it has to be a text: “|” before an indented block.")
    try:
        inside = yaml.safe_load(text)
    except yaml.YAMLError:
        fail(called="extraConfigFiles.user.yaml", returned=text[:200], expected="YAML", why="Milvus cannot read it, and ends.")
    for key in ("common", "security", "authorizationEnabled"):
        inside = inside.get(key) if isinstance(inside, dict) else None
    require(inside is True or inside == "true", called="common.security.authorizationEnabled in user.yaml", returned=repr(inside), expected="true", why="Every pod of the Kubernetes cluster can reach the Service.")

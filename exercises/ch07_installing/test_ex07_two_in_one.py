"""Checks of ch07/ex07: under which names each of the two finds what is its own."""

import re

import pytest

from grader.checks import check, fail, misconception, require

FILE = "docker-compose.yml"
UNTOUCHED = {
    "etcd": ("quay.io/coreos/etcd:v3.5.25", "etcd --data-dir=/etcd --listen-client-urls=http://0.0.0.0:2379 --advertise-client-urls=http://etcd:2379", "etcdctl endpoint health"),
    "minio": ("minio/minio:RELEASE.2024-12-18T13-15-44Z", "minio server /minio_data", "mc ready local"),
}
DEFAULTS = {"ETCD_ROOTPATH": "by-dev", "MINIO_BUCKETNAME": "a-bucket", "MINIO_ROOTPATH": "files", "MSGCHANNEL_CHANNAMEPREFIX_CLUSTER": "by-dev"}
PORTS = {"production": {"19530": "19530", "9091": "9091"}, "trial": {"19530": "19531", "9091": "9092"}}
LATER = "Two Milvuses under one name are one Milvus with two heads."


@pytest.fixture
def whole(work):
    found = work.yaml(FILE)
    services = found.get("services") if isinstance(found, dict) else None
    if not isinstance(services, dict) or not {"production", "trial"} <= services.keys() or not all(isinstance(s, dict) for s in services.values()):
        fail(called=f"reading {FILE}", returned=f"services {list(services or ())}", expected="production and trial among them, each with its settings")
    return found


@pytest.fixture
def services(whole):
    return whole["services"]


def setting(support, service, key):
    """What a Milvus takes for a setting: the variable, however it is written, or its default."""
    wanted = key.replace("_", "").lower()
    given = {name.replace("_", "").replace(".", "").lower(): value for name, value in support.environment(service).items()}
    return given.get(wanted) or DEFAULTS.get(key, "")


def store(support, whole, name, key, port):
    """Which etcd or MinIO a Milvus uses, by the volume that holds its data: two services on one volume are one store."""
    address = setting(support, whole["services"][name], key).removeprefix("http://").rstrip("/")
    host, _, given = address.partition(":")
    told = {"called": f"{key} of {name}", "returned": address or "nothing"}
    require(host in whole["services"] and host not in PORTS, **told, expected="a service of this file, such as etcd:2379", why="In the network of a compose file, services are found by their names.")
    require(given in (port, "") if key == "MINIO_ADDRESS" else given == port, **told, expected=f"{host}:{port}", why="The port in its container.")
    service = whole["services"][host]
    listens = re.search(r"--?listen-client-urls[= ]\S*:(\d+)", " ".join(support.words(service.get("command")))) if port == "2379" else None
    require(listens is None or listens[1] == port, called=f"the command of {host}", returned=listens[0] if listens else "", expected=f"port {port}", why=f"{name} knocks at {port}.")
    said = support.words(service.get("command"))
    folders = [m for m in support.mounts(service) if any(m[1] in word for word in said)] or support.mounts(service)
    declared = whole.get("volumes") if isinstance(whole.get("volumes"), dict) else {}
    kept = [m[0] for m in folders if m[2] == "volume" and m[0] in declared]
    require(kept != [], called=f"the volumes of {host}", returned=", ".join(m[1] for m in folders) or "none", expected="a declared, named volume for its data", why="Data that lies in a container goes with it.")
    return kept[0]


def folder(support, whole, name):
    """The volume that a Milvus has at /var/lib/milvus."""
    mount = support.holder(whole["services"][name], "/var/lib/milvus")
    declared = whole.get("volumes") if isinstance(whole.get("volumes"), dict) else {}
    require(mount is not None and mount[2] == "volume" and mount[0] in declared, called=f"the volumes of {name}", returned=str(mount[:2]) if mount else "nothing at /var/lib/milvus",
            expected="a declared, named volume at /var/lib/milvus", why="Compose refuses an undeclared volume, and `down` forgets an anonymous one.")
    return mount[0]


def metadata(support, whole, name):
    return store(support, whole, name, "ETCD_ENDPOINTS", "2379"), setting(support, whole["services"][name], "ETCD_ROOTPATH").strip("/")


def files(support, whole, name):
    service = whole["services"][name]
    return store(support, whole, name, "MINIO_ADDRESS", "9000"), setting(support, service, "MINIO_BUCKETNAME"), setting(support, service, "MINIO_ROOTPATH").strip("/")


@check(points=2)
def test_both_start(services, support):
    """Both start, each at its two ports of this machine"""
    names = [str(s["container_name"]) for s in services.values() if s.get("container_name")]
    require(len(set(names)) == len(names), called="container_name", returned=", ".join(names), expected="each name once, or none at all", why="A second container of that name is refused.")
    taken = {}
    for name, service in services.items():
        require(service.get("network_mode") != "host", called=f"network_mode of {name}", returned="host", expected="none", why="Then each port of the container is a port of the machine, for both of them.")
        doors = support.published(service)
        if doors is None:
            fail(called=f"the ports of {name}", returned=repr(service.get("ports")), expected='a list such as ["127.0.0.1:19531:19530"]', why="Docker refuses what stands there.")
        for _, outer, port in doors:
            require(outer not in taken or not outer, called=f"the ports of {name}", returned=f"{outer} of this machine, which {taken.get(outer)} has", expected="a port of its own", why="A port of a machine has one owner.")
            taken[outer] = f"{name} (its {port})"
    for name, wanted in PORTS.items():
        doors = support.published(services[name])
        found = {port: outer for _, outer, port in doors}
        require(found == wanted, called=f"the ports of {name}", returned=", ".join(f"{o} → {p}" for p, o in found.items()) or "none", expected=", ".join(f"{o} → {p}" for p, o in wanted.items()),
                why="The left number is the port of this machine, the right one that of the program in the container.")
        require(all(address in ("127.0.0.1", "::1") for address, _, _ in doors), called=f"the ports of {name}", returned=repr(services[name].get("ports")), expected="127.0.0.1 before each", why="For this machine alone.")


@check(points=2)
def test_production_keeps(whole, services, support):
    """Production finds its data where it has been for a year"""
    service = services["production"]
    for key, wanted in DEFAULTS.items():
        found = setting(support, service, key)
        if found != wanted:
            misconception("clean-names-for-both", called=f"{key} of production", returned=found, expected=wanted, evidence=f"production would look under {found}, and its data lies under {wanted}",
                          why="What is under the old name stays there. What does production show after its next start?")
    for key, wanted in (("ETCD_ENDPOINTS", "etcd:2379"), ("MINIO_ADDRESS", "minio:9000"), ("MQ_TYPE", "woodpecker")):
        require(setting(support, service, key).removeprefix("http://") == wanted, called=f"{key} of production", returned=setting(support, service, key) or "nothing", expected=wanted, why="It has used this for a year.")
    for name, volume, path in (("production", "milvus", "/var/lib/milvus"), ("etcd", "etcd", "/etcd"), ("minio", "minio", "/minio_data")):
        mount = support.holder(services.get(name, {}), path)
        require(mount is not None and mount[0] == volume and mount[1] == path, called=f"the volumes of {name}", returned=f"{mount[0]} at {mount[1]}" if mount else f"nothing at {path}", expected=f"{volume}:{path}", why="That is where its data lies.")
        entry = (whole.get("volumes") or {}).get(volume, "none")
        require(entry != "none" and not (entry or {}).get("name") and not (entry or {}).get("external"), called=f"the volume {volume}", returned=repr(entry), expected="declared as it was", why="A volume of a different name is an empty one.")
    for name, (image, command, probe) in UNTOUCHED.items():
        found = services.get(name, {})
        told = (support.resolved(found.get("image")), " ".join(support.words(found.get("command"))), support.probe(found))
        require(told == (image, command, probe) and (found.get("healthcheck") or {}).get("retries") == 12, called=f"the service {name}", returned=" · ".join(told), expected=f"as it was: {image} · {command} · {probe}", why="Production runs on it.")
        require(support.waits_for(service).get(name) == "service_healthy", called="depends_on of production", returned=f"{name}: {support.waits_for(service).get(name, 'not named')}", expected=f"{name}: service_healthy", why="It has started in this order for a year.")
    for name, other in services.items():
        require(support.pinned(support.resolved(other.get("image"))), called=f"the image of {name}", returned=support.resolved(other.get("image")) or "none", expected="a whole version", why="What runs tomorrow should be what runs today.")
    for name in ("production", "trial"):
        image = support.resolved(services[name].get("image"))
        require(image == "milvusdb/milvus:v3.0.2", called=f"the image of {name}", returned=image or "none", expected="milvusdb/milvus:v3.0.2", why="Another version is another story, and a trial of one version says little of another.")
        require("standalone" in support.words(services[name].get("command")), called=f"the command of {name}", returned=repr(services[name].get("command")), expected="milvus run standalone", why="It has to start.")


@check(points=1)
def test_own_folder(whole, support):
    """The trial has a volume of its own"""
    mine, old = folder(support, whole, "trial"), folder(support, whole, "production")
    require(mine != old, called="the volumes of trial", returned=f"{mine}, as production", expected="one of its own", why="Two processes that write into one folder overwrite each other's caches.")
    names = [(v or {}).get("name") for v in (whole.get("volumes") or {}).values() if isinstance(v, dict) and v.get("name")]
    require(len(set(names)) == len(names), called="the names of the volumes", returned=", ".join(names), expected="each once", why="Two entries with one name are one volume.")


@check(points=2)
def test_own_metadata(whole, support):
    """The trial has collections and users of its own"""
    mine, old = metadata(support, whole, "trial"), metadata(support, whole, "production")
    if mine != old:
        return
    told = {"called": "the metadata of trial", "returned": f"the etcd of the volume {mine[0]}, under {mine[1]}", "expected": "a different root path, or a different etcd"}
    if folder(support, whole, "trial") != folder(support, whole, "production"):
        misconception("own-volume-is-own-data", **told, evidence=f"the volumes are two, and both read their collections from {mine[1]} in one etcd",
                      why="What lies in the volume of Milvus itself, and where are the names of its collections?")
    fail(**told, why=LATER)


@check(points=2)
def test_own_files(whole, support):
    """The trial has rows and indexes of its own"""
    mine, old = files(support, whole, "trial"), files(support, whole, "production")
    if mine != old:
        return
    told = {"called": "the files of trial", "returned": f"the bucket {mine[1]}, under {mine[2]}", "expected": "a different bucket, prefix or MinIO"}
    if metadata(support, whole, "trial") != metadata(support, whole, "production"):
        misconception("own-names-are-own-bytes", **told, evidence=f"the metadata is separate, and both write below {mine[2]} in {mine[1]}",
                      why="Each removes, after a while, files that its metadata does not know. Whose are they?")
    fail(**told, why=LATER)


@check(points=2)
def test_own_log(whole, services, support):
    """The trial has a write-ahead log of its own"""
    mine, old = (setting(support, services[name], "MSGCHANNEL_CHANNAMEPREFIX_CLUSTER") for name in ("trial", "production"))
    apart = metadata(support, whole, "trial")[0] != metadata(support, whole, "production")[0]
    require(apart or mine != old, called="the write-ahead log of trial", returned=f"channels that begin with {mine}, in one etcd", expected="a prefix of its own (MSGCHANNEL_CHANNAMEPREFIX_CLUSTER), or an etcd of its own",
            why="Both append to one log, and each reads messages about collections that it does not know.")
    require(setting(support, services["trial"], "MQ_TYPE") in ("woodpecker", ""), called="MQ_TYPE of trial", returned=setting(support, services["trial"], "MQ_TYPE"), expected="woodpecker", why="What is tried must be what runs.")

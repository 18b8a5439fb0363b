"""Checks of ch07/ex02: what the compose file means, however it is written."""

import re

import pytest

from grader.checks import check, fail, misconception, require

FILE = "docker-compose.yml"
NAMES = ("etcd", "minio", "milvus")
HERE = ("localhost", "127.0.0.1", "[::1]", "0.0.0.0")


@pytest.fixture
def whole(work):
    """The parsed file."""
    found = work.yaml(FILE)
    services = found.get("services") if isinstance(found, dict) else None
    if not isinstance(services, dict) or not set(NAMES) <= services.keys() or not all(isinstance(services[n], dict) for n in services):
        fail(called=f"reading {FILE}", returned=f"services {list(services or ())}", expected="etcd, minio and milvus, each with its settings")
    return found


@pytest.fixture
def services(whole):
    return whole["services"]


def kept(name, service, support):
    """The folder that the program of a service writes into; empty where the command does not say so."""
    if name == "milvus":
        return "/var/lib/milvus"
    said = support.words(service.get("command"))
    if name == "etcd":
        found = [word.partition("=")[2] or following for word, following in zip(said, [*said[1:], ""], strict=True) if re.match(r"--?data-dir(=|$)", word)]
        return support.clean(found[-1]) if found else support.clean(support.environment(service).get("ETCD_DATA_DIR", "default.etcd"))
    after = said[said.index("server") + 1 :] if "server" in said else []
    paths = [word for word in after if word.startswith("/")]
    return support.clean(paths[0]) if paths else ""


@check(points=1)
def test_versions(services, support):
    """Every image is a whole version, and MinIO's is new enough"""
    for name, service in services.items():
        image = support.resolved(service.get("image"))
        require(support.pinned(image), called=f"the image of {name}", returned=image or "none", expected="a whole version, such as v3.0.2, or a digest",
                why="Which version runs after the next pull on a colleague's machine? The one that you tested should.")
    image = support.resolved(services["minio"].get("image"))
    day = re.search(r"RELEASE\.(\d{4}-(?:0[1-9]|1[0-2])-\d\d)", image)
    require("@sha256:" in image or (day is not None and day[1] >= "2024-12-18"), called="the image of minio", returned=image, expected="a release of 2024-12-18 or later",
            why="Woodpecker, the write-ahead log, needs conditional writes, which older releases lack.")


@check(points=2)
def test_ports(services, support):
    """19530 and 9091 of this machine lead to Milvus, from this machine alone"""
    for name, service in services.items():
        require(service.get("network_mode") != "host", called=f"network_mode of {name}", returned="host", expected="none", why="With host every port of the container is a port of the machine.")
        doors = support.published(service)
        if doors is None:
            fail(called=f"the ports of {name}", returned=repr(service.get("ports")), expected='a list such as ["127.0.0.1:19530:19530"]', why="Docker refuses what stands there.")
        for address, outer, port in doors:
            require(name == "milvus" and port in ("19530", "9091"), called=f"the ports of {name}", returned=f"{port} is published", expected="only 19530 and 9091 of milvus",
                    why="The containers reach each other without it, and strangers do not need to.")
            require(address in ("127.0.0.1", "::1"), called=f"the ports of {name}", returned=f"{port} is published on {address or 'every interface'}", expected="127.0.0.1",
                    why="On which addresses does Docker listen when none is given?")
            require(outer == port, called=f"the ports of {name}", returned=f"{port} is {outer or 'a random port'} of this machine", expected=f"{port}", why="The programs of this exercise look for it there.")
    there = {port for _, _, port in support.published(services["milvus"])}
    require(there == {"19530", "9091"}, called="the ports of milvus", returned=f"published: {', '.join(sorted(there)) or 'nothing'}", expected="19530 and 9091",
            why="A database that nobody reaches is safe, and of no use.")


@check(points=3)
def test_data(whole, services, support):
    """What the three write lies in three named volumes"""
    declared = whole.get("volumes")
    declared = declared if isinstance(declared, dict) else {}
    used = {}
    for name in NAMES:
        service, folder = services[name], kept(name, services[name], support)
        require(folder != "", called=f"the command of {name}", returned=repr(service.get("command")), expected="a folder for the data in it", why="Then there is no saying where the data is.")
        mount = support.holder(service, folder)
        there = ", ".join(m[1] for m in support.mounts(service)) or "nothing"
        told = {"called": f"the volumes of {name}, which writes into {folder}", "expected": f"a named volume at {folder}"}
        if mount is None and any(kind == "volume" for _, _, kind in support.mounts(service)):
            misconception("any-folder-is-kept", **told, returned=f"volumes at {there}", evidence=f"{name} has a volume at {there}, and writes into {folder}",
                          why="A volume keeps the folder at which it is mounted. Compare it with the folder in the command.")
        require(mount is not None, **told, returned="none there", why="What lies in the container goes with the container: `down` removes it.")
        require(mount[2] == "volume", **told, returned=f"{mount[2]} at {mount[1]}",
                why="`down` and `up` give an anonymous volume a new, empty successor, and a tmpfs is memory; a folder of this machine is not what was asked for.")
        require(mount[0] in declared, **told, returned=f"the volume {mount[0]}, which is not declared", why="Compose refuses a file that uses a volume and does not declare it.")
        used[name] = mount[0]
    require(len(set(used.values())) == 3, called="the volumes", returned=", ".join(f"{n}: {v}" for n, v in used.items()), expected="one for each service",
            why="Three programs that write into one folder overwrite, and remove, what is not theirs.")


@check(points=2)
def test_addresses(services, support):
    """Milvus finds etcd and MinIO"""
    given = support.environment(services["milvus"])
    for key, wanted in (("ETCD_ENDPOINTS", "etcd:2379"), ("MINIO_ADDRESS", "minio:9000")):
        value = given.get(key, "").removeprefix("http://").rstrip("/")
        if value.rpartition(":")[0] in HERE:
            misconception("localhost-is-shared", called=f"{key} of milvus", returned=given[key], expected=wanted, evidence=f"{key} is {given[key]}, an address inside the container of Milvus itself",
                          why="Whose localhost is meant? Compose gives each service its name as an address.")
        require(value in (wanted, wanted.split(":")[0] if key == "MINIO_ADDRESS" else wanted), called=f"{key} of milvus", returned=given.get(key, "nothing"), expected=wanted,
                why="Milvus waits for it, gives up and ends.")


    said = " ".join(support.words(services["etcd"].get("command")))
    for flag in ("listen-client-urls", "advertise-client-urls"):
        found = re.search(rf"--?{flag}[= ](\S+)", said)
        if found:
            host, _, port = found[1].partition("//")[2].rpartition(":")
            require(port.rstrip("/") == "2379" and host not in ("localhost", "127.0.0.1"), called=f"--{flag} of etcd", returned=found[1], expected="port 2379, and not the container's own loopback",
                    why="Milvus knocks at etcd:2379, from another container.")


@check(points=3)
def test_health(services, support):
    """Each service is asked whether it is well, with a program that its image has"""
    asked = {"etcd": ("etcdctl", r"\betcdctl\b.*\bhealth\b", "etcdctl endpoint health"),
             "minio": ("mc", r"\bmc\b.*\b(ready|ping|admin)\b", "mc ready local"),
             "milvus": ("curl", r"\bcurl\b.*:9091/healthz", "curl -f http://localhost:9091/healthz")}  # fmt: skip
    for name, (_, pattern, wanted) in asked.items():
        probe = support.probe(services[name])
        told = {"called": f"the health check of {name}", "returned": probe or "none", "expected": f"`{wanted}`, or the like"}
        stranger = next((p for p in ("curl", "wget") if name != "milvus" and re.search(rf"\b{p}\b", probe)), "")
        if stranger:
            misconception("every-image-has-curl", **told, evidence=f"{name} is asked with {stranger}, which is not in its image",
                          why="The check runs inside the container. A program that is not there fails each time, and whatever waits for health waits forever.")
        require(re.search(pattern, probe) is not None, **told, why="A check that does not ask the service says nothing about it.")
        require(not re.search(r"(\|\||;) *(true|exit 0|:)( |$)", probe), **told, why="This one never fails, so it says nothing.")
        check = services[name]["healthcheck"]
        times = [support.seconds(check.get(key), 0) for key in ("interval", "timeout", "start_period") if key in check]
        require(None not in times, called=f"the times of {name}'s health check", returned=repr({k: check[k] for k in ("interval", "timeout", "start_period") if k in check}),
                expected="durations such as 5s or 1m30s", why="Compose refuses a number without a unit.")
    probe, check = support.probe(services["milvus"]), services["milvus"]["healthcheck"]
    require(re.search(r"(^| )(-\w*f\w*|--fail(-with-body)?)( |$)", probe) is not None, called="the health check of milvus", returned=probe, expected="curl with -f",
            why="Without -f curl is content with any answer, “500 not healthy” included.")
    retries = support.resolved(check.get("retries", 3))
    patience = support.seconds(check.get("start_period"), 0) + support.seconds(check.get("interval"), 30) * (int(retries) if retries.isdigit() else 0)
    require(patience >= 90, called="the patience of milvus's health check", returned=f"{patience:g} s", expected="90 s or more: start_period + interval × retries",
            why="A slow disk is no illness. What is declared unhealthy too early is restarted in the middle of its start.")


@check(points=2)
def test_order(services, support):
    """Milvus starts when etcd and MinIO are healthy"""
    found = support.waits_for(services["milvus"])
    for name in ("etcd", "minio"):
        if found.get(name) == "service_started":
            misconception("started-is-ready", called="depends_on of milvus", returned=f"{name}: service_started", expected=f"{name}: service_healthy",
                          evidence=f"Milvus starts as soon as the container of {name} runs", why="A container that runs holds a program that may still be starting. Which condition waits for the health check?")
        require(found.get(name) == "service_healthy", called="depends_on of milvus", returned=f"{name}: {found.get(name, 'not named')}", expected=f"{name}: service_healthy",
                why="A Milvus that finds no etcd ends after a while.")
    for name in ("etcd", "minio"):
        require("milvus" not in support.waits_for(services[name]), called=f"depends_on of {name}", returned="milvus", expected="nothing of the kind", why="Two that wait for each other never start.")


@check(points=1)
def test_restart(services, support):
    """All three come back after a reboot"""
    for name in NAMES:
        value = support.resolved(services[name].get("restart"))
        require(value in ("always", "unless-stopped"), called=f"restart of {name}", returned=value or "nothing", expected="always or unless-stopped",
                why="“no” is the default, and on-failure does not bring back what a reboot has ended.")

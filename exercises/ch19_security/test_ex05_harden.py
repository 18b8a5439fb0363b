"""Checks of ch19/ex05."""

import re

import pytest

from grader.checks import check, fail, misconception, require, same

COMPOSE, USER = "docker-compose.yml", "user.yaml"
INNER = {9091: "metrics and health, without a password", 2379: "etcd, all metadata", 9000: "MinIO, all data", 9001: "MinIO's console"}


@pytest.fixture
def services(work):
    """The services by name."""
    found = work.yaml(COMPOSE)
    found = found.get("services") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not {"etcd", "minio", "milvus"} <= found.keys():
        fail(called=f"reading {COMPOSE}", returned=f"services {list(found or ())}", expected="etcd, minio and milvus")
    return {name: service or {} for name, service in found.items()}


@pytest.fixture
def user(work):
    return work.yaml(USER) or {}


def dig(data, *keys):
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def environment(service):
    raw = service.get("environment") or {}
    if isinstance(raw, list):
        raw = dict(str(entry).split("=", 1) if "=" in str(entry) else (str(entry), f"${{{entry}}}") for entry in raw)
    return {str(k): "" if v is None else str(v) for k, v in raw.items()}


def mounted(service):
    """Where files and folders stand in the container."""
    found = []
    for entry in [*(service.get("volumes") or []), *(service.get("configs") or [])]:
        if isinstance(entry, dict):
            found.append(str(entry.get("target", "")))
        else:
            found.append((str(entry).split(":") + [""])[1])
    return [path.rstrip("/") for path in found]


def published(name, service):
    """Triples (address on this machine, port there, port in the container); an address of '' is every interface."""
    doors = []
    entries = service.get("ports") or []
    require(isinstance(entries, list), called=f"the ports of {name}", returned=repr(entries), expected='a list, such as ["127.0.0.1:19530:19530"]',
            why="Docker takes a list of ports, also for one.")
    for entry in entries:
        if isinstance(entry, dict):
            doors.append((str(entry.get("host_ip", "")), str(entry.get("published", "")), number(name, entry, entry.get("target", ""))))
            continue
        text = str(entry).split("/")[0]
        host, _, inner = text.rpartition(":")
        address, _, outer = host.rpartition(":")
        first, _, last = inner.partition("-")
        first, last = number(name, entry, first), number(name, entry, last or first)
        for port in range(first, last + 1):
            doors.append((address.strip("[]"), outer if "-" not in inner else str(port), port))
    return doors


def number(name, entry, text):
    """A port in the container, from 1 to 65535."""
    written = str(text)
    require(written.isascii() and written.isdigit() and len(written) <= 5 and 0 < int(written) <= 65_535, called=f"the ports of {name}: {entry!r}",
            returned=f"the port {written!r} in the container", expected="a number from 1 to 65535",
            why="The port in the container is fixed by the program in it. A variable here says nothing about what is open.")
    return int(written)


@check(points=1)
def test_images_are_pinned(services):
    """Every image has a fixed version"""
    for name, service in services.items():
        image = str(service.get("image", ""))
        require(len(image) <= 300, called=f"the image of {name}", returned=f"a name of {len(image)} characters", expected="at most 300", why="No registry has such a name.")
        tag = image.rpartition("/")[2].partition(":")[2]
        if tag == "latest":
            misconception("latest-is-newest", evidence=f"{name} runs {image}", called=f"the image of {name}", returned=image,
                          expected="a version, such as milvusdb/milvus:v3.0.2",
                          why="Which version runs after the next pull? Which one did you test?")
        require("@sha256:" in image or bool(re.search(r"\d+\.\d+\.\d+|\d{4}-\d\d-\d\d", tag)), called=f"the image of {name}", returned=image or "none",
                expected="a whole version (v3.0.2, not v3.0) or a digest", why="What runs tomorrow should be what was tested today.")


@check(points=3)
def test_only_one_door(services):
    """Only 19530 is published, and only on this machine"""
    for name, service in services.items():
        same(service.get("network_mode") == "host", False, called=f"network_mode of {name}", why="With host every port is open.")
        for address, outer, port in published(name, service):
            if port in INNER:
                fail(called=f"the ports of {name}", returned=f"{port} is published on {address or 'every interface'}",
                     expected="it is not", why=f"{port} is {INNER[port]}. The containers reach each other without it.")
            if port == 19530 and address in ("", "0.0.0.0", "::"):
                misconception("ports-without-address", evidence=f"19530 is published on {address or 'every interface'}",
                              called=f"the ports of {name}", returned="a door to the whole network", expected='"127.0.0.1:19530:19530"',
                              why="The statement says: only from this machine. On which addresses does Docker listen when none is given?")
            require(address in ("127.0.0.1", "::1", "localhost"), called=f"the ports of {name}", returned=f"{port} is published on {address or 'every interface'}",
                    expected="127.0.0.1", why="Only from this machine.")
            require((name, outer, port) == ("milvus", "19530", 19530), called=f"the ports of {name}", returned=f"{port} of the container is {outer or 'some port'} of this machine",
                    expected="19530 of milvus as 19530, and nothing else", why="Only port 19530 can be reached.")
    require((19530 in [port for _, _, port in published("milvus", services["milvus"])]), called="the ports of milvus", returned="19530 is not published",
            expected='"127.0.0.1:19530:19530"', why="A database that nobody reaches is safe, and of no use.")


@check(points=1)
def test_user_yaml_is_read(services):
    """Milvus reads user.yaml, and still finds etcd and MinIO"""
    found = mounted(services["milvus"])
    require("/milvus/configs/user.yaml" in found or "/milvus/configs" in found, called="the volumes of milvus", returned=f"mounted: {', '.join(found) or 'nothing'}",
            expected="./user.yaml:/milvus/configs/user.yaml among them", why="A file that stays outside the container changes nothing.")
    env = environment(services["milvus"])
    for key, address in (("ETCD_ENDPOINTS", "etcd:2379"), ("MINIO_ADDRESS", "minio:9000")):
        require(env.get(key, "").removeprefix("http://") == address, called=f"milvus: {key}", returned=env.get(key) or "nothing", expected=address, why="The containers reach each other as before.")
    told = re.findall(r"client-urls[= ]https?://[^:/\s]+:(\d+)", str(services["etcd"].get("command", "")))
    require(set(told) <= {"2379"}, called="the command of etcd", returned=f"ports {', '.join(told)}", expected="2379", why="The containers reach each other as before.")


@check(points=2)
def test_passwords(user):
    """No client gets in without a password"""
    value = dig(user, "common", "security", "authorizationEnabled")
    require(value is True or value == "true", called="common.security.authorizationEnabled", returned=repr(value), expected="true",
            why="Without it anyone who reaches the port is root.")


@check(points=2)
def test_encrypted(user):
    """What goes over the network is encrypted"""
    mode = dig(user, "common", "security", "tlsMode")
    if mode in (0, None, "0"):
        misconception("tls-is-for-the-web", evidence=f"tlsMode is {mode}", called="common.security.tlsMode", returned=repr(mode), expected="1 or 2",
                      why="A client sends its password with every call. Who between client and server can read it?")
    require(mode in (1, 2, "1", "2"), called="common.security.tlsMode", returned=repr(mode), expected="1 (one-way) or 2 (mutual)")
    needed = ["serverPemPath", "serverKeyPath"] + (["caPemPath"] if mode in (2, "2") else [])
    for key in needed:
        require(bool(dig(user, "tls", key)), called=f"tls.{key}", returned="nothing", expected="a path",
                why="Without certificate and key the server does not start.")


@check(points=2)
def test_storage_keys(services):
    """MinIO's keys are secret, and the same on both sides"""
    minio, milvus = environment(services["minio"]), environment(services["milvus"])
    pairs = [(("MINIO_ACCESS_KEY", "MINIO_ROOT_USER"), "MINIO_ACCESS_KEY_ID"), (("MINIO_SECRET_KEY", "MINIO_ROOT_PASSWORD"), "MINIO_SECRET_ACCESS_KEY")]
    names = []
    for ours, theirs in pairs:
        value = next((minio[name] for name in ours if minio.get(name)), "")
        for where, text in ((f"minio: {ours[0]}", value), (f"milvus: {theirs}", milvus.get(theirs, ""))):
            require(bool(re.fullmatch(r"\$\{?\w+(:?\?[^}]*)?\}?", text)) and "minioadmin" not in text, called=where,
                    returned=text or "nothing", expected="a variable, such as ${MINIO_ACCESS_KEY}",
                    why="minioadmin is in every tutorial, and anyone who has it has all your data; a key in a file ends up in a repository.")
        variable = [re.search(r"\w+", text)[0] for text in (value, milvus.get(theirs, ""))]
        same(variable[0], variable[1], called=f"the variables of {ours[0]} and {theirs}", why="Both sides must have the same key.")
        names.append(variable[0])
    require(names[0] != names[1], called="the variables of MinIO's access key and secret key", returned=f"${{{names[0]}}} for both", expected="two different variables",
            why="The access key goes through the network and into logs as a user's name does. Should it be the secret?")


@check(points=1)
def test_access_log(user):
    """Every call is written down"""
    value = dig(user, "proxy", "accessLog", "enable")
    require(value is True or value == "true", called="proxy.accessLog.enable", returned=repr(value), expected="true",
            why="Without it you cannot say afterwards who did what.")

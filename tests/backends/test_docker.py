"""The Docker backend on a real engine, with an image made here from the 2.3.5 binary."""

import importlib.util
import json
import os
import subprocess
import sys

import pytest

from grader.backends import docker, features, orphans, plainhttp
from grader.errors import LaunchFailed
from tests.backends.helpers import client, count, elsewhere, films, owner
from tests.backends.test_server import ENTER
from tests.conftest import ROOT, required
from tests.waiting import holds

TAG = "milvusdb/milvus:v2.3.5"
pytestmark = pytest.mark.docker
IMAGE_COMMAND = "python tests/images/build.py"


@pytest.fixture(scope="module")
def backend():
    found = docker.DockerBackend(TAG)
    absent = found.absent()
    if absent is not None and f"the image {TAG}" in absent.why and os.environ.get("GRADER_REQUIRE_ALL") == "1":
        subprocess.run(
            [sys.executable, str(ROOT / "tests/images/build.py")],
            check=True,
            timeout=300,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        absent = found.absent()
    if absent is not None:
        required(f"docker: {absent.why}", f"`{IMAGE_COMMAND if TAG in absent.command else absent.command}`")
    return found


@pytest.fixture(scope="module")
def running(backend, tmp_path_factory):
    """``running("auth")``: one a profile for the module."""
    made = {}

    def give(profile="default"):
        if profile not in made:
            made[profile] = backend.start(profile, tmp_path_factory.mktemp("docker") / "x")
        return made[profile]

    yield give
    for instance in made.values():
        instance.stop()


def inspect(instance):
    instance.container.reload()
    return instance.container.attrs


def test_it_answers_and_says_who_it_is(running, backend):
    instance = running()
    milvus = client(instance)
    films(milvus, "films", 20)
    assert count(milvus, "films") == 20
    milvus.drop_collection("films")
    assert (instance.identity.backend, instance.identity.version) == ("docker", "2.3.5")
    assert instance.identity.digest == backend.key().removeprefix("docker ")
    assert instance.identity.digest.startswith("sha256:")
    assert "milvus_proxy_req_count" in instance.metrics()
    assert "Milvus" in instance.logs() or "milvus" in instance.logs()
    assert instance.alive()


def test_it_is_on_loopback_and_can_do_little(running):
    attributes = inspect(running())
    for bindings in attributes["NetworkSettings"]["Ports"].values():
        assert [b["HostIp"] for b in bindings or ()] in (["127.0.0.1"], [])
    host = attributes["HostConfig"]
    assert host["CapDrop"] == ["ALL"]
    assert "no-new-privileges" in host["SecurityOpt"]
    assert host["ReadonlyRootfs"] is True
    assert 0 < host["Memory"] <= 4 << 30
    assert host["MemorySwap"] == host["Memory"]
    assert 0 < host["PidsLimit"] <= 4096
    assert not host["Privileged"]
    assert not any(m["Type"] == "bind" for m in attributes["Mounts"])


def test_it_comes_back_on_the_same_port_with_its_rows(running):
    instance = running()
    films(client(instance), "kept", 30)
    uri = instance.endpoint.uri
    instance.kill()
    assert not instance.alive()
    instance.restart()
    assert instance.endpoint.uri == uri
    milvus = client(instance)
    assert count(milvus, "kept") == 30
    milvus.drop_collection("kept")


def test_authorization_and_the_access_log(running):
    instance = running("accesslog")
    uri = instance.endpoint.uri
    assert instance.endpoint.admin["user"] != "root"
    assert not elsewhere(ENTER, uri=uri, login={})
    assert elsewhere(ENTER, uri=uri, login={"user": "root", "password": "Milvus"})
    admin = client(instance)
    admin.create_user("bob", "pass1234")
    films(admin, "films", 5)
    with pytest.raises(Exception, match="permission deny"):
        client(instance, user="bob", password="pass1234").search("films", data=[[0.0] * 4], limit=1)
    lines = [line for line in instance.access_log().splitlines() if "<bob:" in line and "> Search " in line]
    assert len(lines) == 1
    assert "GrpcPermissionDenied" in lines[0]


@pytest.mark.parametrize("profile", ["tls", "mtls"])
def test_tls(running, profile):
    instance = running(profile)
    uri, files = instance.endpoint.uri, instance.endpoint.files
    with_certificate = {
        "ca_pem_path": files["ca"],
        "client_pem_path": files["client_cert"],
        "client_key_path": files["client_key"],
    }
    assert elsewhere(ENTER, uri=uri, login=with_certificate)
    assert elsewhere(ENTER, uri=uri, login={"server_pem_path": files["ca"]}) == (profile == "tls")
    assert not elsewhere(ENTER, uri=uri, login={"server_pem_path": files["wrong_ca"]})
    assert not elsewhere(ENTER, uri=uri.replace("https", "http"), login={})
    instance.stop()


def test_stop_leaves_nothing(backend, tmp_path):
    instance = backend.start("default", tmp_path / "x")
    name = instance.container.name
    volumes = [m["Name"] for m in inspect(instance)["Mounts"] if m["Type"] == "volume"]
    assert volumes
    instance.stop()
    instance.stop()
    engine = docker.socket()
    assert plainhttp.ask("GET", engine, f"/containers/{name}/json", 5)[0] == 404
    assert all(plainhttp.ask("GET", engine, f"/volumes/{v}", 5)[0] == 404 for v in volumes)
    assert not (tmp_path / "x").exists()


def test_an_orphan_is_removed_by_the_next_who_starts_one(backend, running, tmp_path):
    code = f"""
from pathlib import Path
from grader.backends.docker import DockerBackend
instance = DockerBackend({TAG!r}).start("default", Path({str(tmp_path / "x")!r}))
print(instance.container.name, flush=True)
"""
    host = {"DOCKER_HOST": docker.socket().replace("unix:", "unix://")}
    process = owner(code, variables=host)
    name = process.stdout.readline().strip()
    mine = running().container.name
    client_ = docker.client()
    try:
        assert orphans.reap(client_) == []
        process.kill()
        process.wait()
        assert holds(lambda: not orphans.lives(client_.containers.get(name).labels[orphans.LABEL]))
        assert orphans.reap(client_) == [name]
        assert [c.name for c in client_.containers.list(filters={"name": mine})] == [mine]
    finally:
        client_.close()


def test_an_owner_is_told_from_another_with_its_number():
    me = orphans.me()
    boot, pid, started = me.split("/")
    assert orphans.lives(me)
    for stranger in (
        f"{boot}/{pid}/1",
        f"another/{pid}/{started}",
        f"{boot}/999999/{started}",
        f"{boot}/{pid}",
        "",
        "x/y/z/w",
    ):
        assert not orphans.lives(stranger)


def test_a_start_that_fails_tells_status_last_words_and_a_hint(backend, tmp_path, monkeypatch):
    monkeypatch.setitem(docker.configure.PROFILES, "default", {"mq.type": "pigeons"})
    with pytest.raises(LaunchFailed) as failure:
        backend.start("default", tmp_path / "x")
    text = str(failure.value)
    assert "exited, exit" in text
    assert "panic: mq type pigeons is invalid" in text
    assert "docker info" in failure.value.next
    client_ = docker.client()
    labelled = client_.containers.list(all=True, filters={"label": orphans.LABEL, "status": "exited"}, ignore_removed=True)
    client_.close()
    assert labelled == []


def test_probes_of_it_are_remembered_by_its_digest(backend, running, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert features.known(backend.key()) == {}
    assert features.probe(running(), ["query", "hybrid", "segments"]) == {
        "query": True,
        "hybrid": False,
        "segments": True,
    }


def test_no_engine_no_image_no_package(monkeypatch, tmp_path):
    monkeypatch.delenv("GRADER_MILVUS_IMAGE", raising=False)
    pinned = docker.DockerBackend()
    monkeypatch.setattr(docker, "socket", lambda: None)
    assert "no Docker engine answers" in pinned.absent().why
    monkeypatch.setattr(docker, "socket", lambda: "unix:/somewhere")
    monkeypatch.setattr(docker.DockerBackend, "_image_id", lambda self, engine: "")
    absent = pinned.absent()
    assert absent.command == "docker pull milvusdb/milvus:v3.0.2"
    assert "GB to download" in absent.why
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert pinned.absent().command == "pip install docker"


def test_nothing_is_ever_pulled(backend, tmp_path):
    missing = docker.DockerBackend("milvusdb/milvus:v0.0.0-not-here")
    with pytest.raises(LaunchFailed, match=r"docker pull milvusdb/milvus:v0\.0\.0-not-here"):
        missing.start("default", tmp_path / "x")
    engine = docker.socket()
    images = json.loads(plainhttp.ask("GET", engine, "/images/json", 5)[1])
    assert not any("not-here" in tag for image in images for tag in image["RepoTags"] or ())


def test_docker_host_counts(monkeypatch, tmp_path):
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nobody.sock")
    assert docker.socket() is None

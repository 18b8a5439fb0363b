"""Milvus 2.2.16: it answers with the rows of then, keeps them as long as it is told, and is gone afterwards."""

import subprocess
import time
from pathlib import Path

import pytest

from grader import backends
from grader.backends import features
from grader.backends.old_server import OldServerInstance
from grader.backends.toolchains import toolchain
from grader.errors import NoBackend
from tests.backends.conftest import need
from tests.conftest import required
from tests.waiting import holds

OLD = pytest.mark.server


@OLD
def test_it_travels_in_time(start):
    instance = start("server", "time-travel")
    assert instance.identity.version == "2.2.16"
    assert instance.identity.profile == "time-travel"
    assert features.probe(instance, ["time_travel"]) == {"time_travel": True}
    assert instance.renew(), "what the probe made is gone, and the server is as new"


@OLD
def test_the_server_of_today_does_not(start):
    """The same experiment on 2.3.5: the parameter is still in the message, and not read."""
    from grader.backends.probes.lab import run

    assert run(start("server"), {"time_travel": features.FEATURES["time_travel"].probe()}) == {"time_travel": False}


@OLD
def test_as_milvus_ships_it_keeps_nothing(tmp_path):
    """Retention is 0 unless told otherwise; and the process, its sockets and its folder are gone in the end."""
    from pymilvus import MilvusClient
    from pymilvus.grpc_gen import milvus_pb2

    need("server", "time-travel")
    instance = OldServerInstance(tmp_path / "x", retention=0)
    try:
        instance.first_start()
        client = MilvusClient(instance.endpoint.uri, dedicated=True, timeout=10)
        client.create_collection("goods", dimension=2, metric_type="L2")
        asked = milvus_pb2.QueryRequest(collection_name="goods", expr="id >= 0", output_fields=["id"], travel_timestamp=int(time.time() * 1000 - 9000) << 18)
        assert "only support to travel back to 0s so far" in client._get_connection()._stub.Query(asked, timeout=10).status.reason
        client.close()
        server, doors = instance.server, instance.doors
    finally:
        instance.stop()
    assert holds(lambda: not Path(f"/proc/{server}").exists(), 10)
    assert not Path(doors).exists()
    assert not (tmp_path / "x").exists()


def test_where_it_is_missing_one_command_brings_it(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(NoBackend, match="grader toolchain milvus22"):
        backends.choose(["time_travel"], config="time-travel")


def test_it_is_asked_for_by_its_config():
    with pytest.raises(NoBackend, match='time_travel shows on a server with config = "time-travel" only'):
        backends.choose(["time_travel"], only="server")


def test_the_old_client_is_there():
    chain = toolchain("milvus22")
    absent = chain.absent()
    if absent is not None:
        required(f"the toolchain milvus22 ({absent.why})", f"`{absent.command}`")
    said = subprocess.run([str(chain.python()), "-W", "ignore", "-c", "import pymilvus; print(pymilvus.__version__)"], capture_output=True, text=True, timeout=60, check=True)
    assert said.stdout.strip() == "2.2.17"
    assert (chain.package() / "data" / "config.yaml.template").is_file()

"""The broker beside Milvus: Apache Kafka below its guard, and the small one inside the client library."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.backends import broker as brokers
from grader.backends.toolchains import toolchain
from grader.checks.broker import BrokerUnderTest
from grader.errors import NoBackend
from tests.conftest import ROOT, required
from tests.waiting import until

pytestmark = pytest.mark.server


def here():
    missing = brokers.absent()
    if missing is not None:
        required(f"Apache Kafka ({missing.why})", missing.command)


@pytest.fixture(scope="module")
def kafka(tmp_path_factory):
    here()
    folder = tmp_path_factory.mktemp("k") / "broker"
    broker = brokers.start(folder, real=True)
    yield broker
    broker.stop()
    assert not folder.exists()


def consumer(broker, group, **more):
    from confluent_kafka import Consumer

    settings = {"bootstrap.servers": broker.bootstrap, "group.id": group, "auto.offset.reset": "earliest", "enable.auto.commit": False, **brokers.QUIET}
    return Consumer({**settings, **more})


def read(broker, topic, isolation):
    one = consumer(broker, f"{topic}-{isolation}", **{"isolation.level": isolation, "enable.partition.eof": True})
    one.subscribe([topic])
    found, end = [], time.monotonic() + 30
    while time.monotonic() < end:
        message = one.poll(0.5)
        if message is None:
            continue
        if message.error():
            break
        found.append(message.value().decode())
    one.close()
    return found


def test_an_aborted_transaction_is_never_read(kafka):
    """What makes Kafka more than a log: two isolations see two things."""
    from confluent_kafka import Producer

    kafka.topic("transactions")
    producer = Producer({"bootstrap.servers": kafka.bootstrap, "transactional.id": "t", **brokers.QUIET})
    producer.init_transactions(30)
    for value, end in (("aborted", producer.abort_transaction), ("committed", producer.commit_transaction)):
        producer.begin_transaction()
        producer.produce("transactions", value=value)
        producer.flush(10)
        end(30)
    assert read(kafka, "transactions", "read_committed") == ["committed"]
    assert read(kafka, "transactions", "read_uncommitted") == ["aborted", "committed"]


def test_a_topic_has_the_partitions_that_were_asked_for(kafka):
    from confluent_kafka.admin import AdminClient

    kafka.topic("three", 3)
    topics = AdminClient({"bootstrap.servers": kafka.bootstrap, **brokers.QUIET}).list_topics(timeout=10).topics
    assert len(topics["three"].partitions) == 3


def test_it_listens_on_the_loopback_alone(kafka):
    port = int(kafka.bootstrap.rpartition(":")[2])
    listening = {line.split()[1] for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:] if line.split()[3] == "0A"}
    ours = [a for a in listening if int(a.rpartition(":")[2], 16) == port]
    assert ours
    assert all(a.startswith(("0100007F", "0000000000000000FFFF00000100007F")) for a in ours), ours


def test_it_ends_with_whoever_started_it(tmp_path):
    """Killed by SIGKILL, the owner leaves neither a process nor a folder."""
    here()
    folder = tmp_path / "broker"
    text = f"import sys, time\nfrom pathlib import Path\nfrom grader.backends import broker\nb = broker.start(Path({str(folder)!r}), real=True)\nprint(b.bootstrap, b.server, flush=True)\ntime.sleep(600)\n"
    owner = subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    where, pid = owner.stdout.readline().split()
    host, _, port = where.partition(":")
    socket.create_connection((host, int(port)), timeout=5).close()
    owner.send_signal(signal.SIGKILL)
    owner.wait(10)
    until(lambda: not Path(f"/proc/{pid}").exists() and not folder.exists(), 30)


@pytest.mark.parametrize("real", [True, False])
def test_a_reader_continues_where_its_group_committed(tmp_path, monkeypatch, real):
    """On either broker: what the checks of an exercise hand out."""
    if real:
        here()
    else:
        monkeypatch.setattr(brokers, "absent", lambda: brokers.Absent("not here", "nothing"))
    broker = BrokerUnderTest(tmp_path)
    try:
        assert ("Apache Kafka" in broker.identity) == real
        broker.send("events", [(n % 4, f"k{n}", None if n == 7 else f"v{n}") for n in range(40)])
        first = broker.reader("events", "loader")
        seen = first.poll(15)
        assert 0 < len(seen) <= 15
        for message in seen:
            first.commit(message["partition"], message["offset"] + 1)
        first.close()
        second, rest = broker.reader("events", "loader"), []
        while more := second.poll(15):
            rest += more
        assert sorted(m["key"] for m in seen + rest) == sorted(f"k{n}" for n in range(40))
        assert [m["value"] for m in seen + rest if m["key"] == "k7"] == [None]
    finally:
        broker.close()
    assert not (tmp_path / "broker").exists()


def test_without_kafka_the_command_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    chain = toolchain("kafka")
    if not chain.version():
        required("Java", chain.bring)
    with pytest.raises(NoBackend, match="grader toolchain kafka"):
        brokers.start(tmp_path / "b", real=True)
    small = brokers.start(tmp_path / "b")
    assert (small.real, "librdkafka" in small.identity) == (False, True)
    small.stop()

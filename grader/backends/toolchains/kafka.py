"""Apache Kafka from Maven Central, with Kafka Connect: jars by ``lib.sha256``, run by the machine's own Java.

KRaft needs no ZooKeeper, but a formatted folder: formatting takes a JVM and seconds, so it is done once, with the fetch, and
each broker gets a copy.
"""

from __future__ import annotations

from pathlib import Path

from grader.backends.toolchains.base import Say, command, found
from grader.backends.toolchains.java import Java

CLUSTER = "Y291cnNlLW9mLW1pbHZ1cw"
"""The id of every cluster of the course: 16 bytes as Kafka writes them. A cluster has one node, so no two ever meet."""
_JVM = ["-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ActiveProcessorCount=2", "-Dlog4j2.level=WARN"]


class Kafka(Java):
    """No compiler: a JVM and Maven."""

    name, title, tool, suffix, source = "kafka", "Apache Kafka 4.1.2 with Connect", "java", "", ""
    least = (17,)
    bring = "sudo apt-get install openjdk-17-jre-headless maven"
    size = "54 MB"

    def bring_into(self, folder: Path, say: Say) -> None:
        super().bring_into(folder, say)
        properties = folder / "format.properties"
        properties.write_text(settings(folder / "empty", 9092, 9093))
        command(
            [*self.java(folder), "kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", str(properties)],
            folder, {}, "Kafka formats a folder", limit=300,
        )  # fmt: skip
        properties.unlink()
        say("a formatted folder, which each broker gets a copy of")

    def java(self, folder: Path | None = None) -> list[str]:
        """The beginning of an argument vector: the JVM with Kafka's jars; the name of a class comes next."""
        return [found("java"), *_JVM, "-cp", f"{folder or self.folder}/lib/*"]

    @property
    def empty(self) -> Path:
        """The data of a broker that has never run."""
        return self.folder / "empty"


def settings(data: Path, port: int, controller: int) -> str:
    """The ``server.properties`` of a broker of its own: one node, loopback alone, every topic once.

    Args:
        data: where its log lies.
        port: for clients.
        controller: for itself.
    """
    return "\n".join([
        "process.roles=broker,controller",
        "node.id=1",
        f"controller.quorum.voters=1@127.0.0.1:{controller}",
        f"listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}",
        f"advertised.listeners=PLAINTEXT://127.0.0.1:{port}",
        "controller.listener.names=CONTROLLER",
        "inter.broker.listener.name=PLAINTEXT",
        "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
        f"log.dirs={data}",
        "num.partitions=1",
        "auto.create.topics.enable=false",
        # One node holds everything, so everything that Kafka keeps three times elsewhere it keeps once.
        *(f"{of}.replication.factor=1" for of in ("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")),
        *(f"{of}.min.isr=1" for of in ("transaction.state.log", "share.coordinator.state.topic")),
        "offsets.topic.num.partitions=1",
        "transaction.state.log.num.partitions=1",
        # A group of a lesson has two members and need not wait three seconds for a third.
        "group.initial.rebalance.delay.ms=0",
        "group.consumer.heartbeat.interval.ms=500",
        "group.consumer.min.heartbeat.interval.ms=500",
        "log.retention.check.interval.ms=5000",
        "",
    ])  # fmt: skip


TOOLCHAIN = Kafka()

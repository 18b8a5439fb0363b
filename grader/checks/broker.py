"""The broker of one exercise, as its checks see it: topics, and a reader's two functions for the submission.

The submission never speaks to the broker. It is handed `poll` and `commit`, and on their other side a consumer of the checks' own
reads real offsets of a real group. So the checks decide what is delivered twice and when a process dies, and the sandbox needs no network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.backends import broker as brokers

if TYPE_CHECKING:
    from pathlib import Path


class BrokerUnderTest:
    """The fixture ``broker``."""

    def __init__(self, folder: Path) -> None:
        self._broker = brokers.start(folder / "broker")
        self._readers: list[Reader] = []

    @property
    def identity(self) -> str:
        """Apache Kafka, or the broker inside librdkafka."""
        return self._broker.identity

    def send(self, topic: str, messages: list[tuple[int, str | None, str | None]], partitions: int = 4) -> None:
        """Make a topic and fill it.

        Args:
            topic: a name of its own.
            messages: partition, key and value of each; a value of None is a tombstone.
            partitions: at most four, which is what the small broker has.
        """
        from confluent_kafka import Producer

        self._broker.topic(topic, partitions)
        producer = Producer({"bootstrap.servers": self._broker.bootstrap, "linger.ms": 5, **brokers.QUIET})
        for partition, key, value in messages:
            producer.produce(topic, key=key, value=value, partition=partition)
            producer.poll(0)
        left = producer.flush(20)
        if left:
            raise TimeoutError(f"{self.identity} did not take {left} of {len(messages)} messages")

    def reader(self, topic: str, group: str, partitions: int = 4) -> Reader:
        """A consumer that starts where its group has committed."""
        reader = Reader(self._broker.bootstrap, topic, group, partitions)
        self._readers.append(reader)
        return reader

    def close(self) -> None:
        """End readers and broker."""
        for reader in self._readers:
            reader.close()
        self._broker.stop()


class Reader:
    """One consumer of a group. It is assigned every partition of its topic, so nothing is re-balanced."""

    def __init__(self, bootstrap: str, topic: str, group: str, partitions: int) -> None:
        from confluent_kafka import Consumer, TopicPartition

        self.topic, self.partitions = topic, partitions
        self._consumer: Any = Consumer({
            "bootstrap.servers": bootstrap, "group.id": group, "auto.offset.reset": "earliest", "enable.auto.commit": False,
            "enable.partition.eof": True, "fetch.wait.max.ms": 20, **brokers.QUIET,
        })  # fmt: skip
        kept = self._consumer.committed([TopicPartition(topic, p) for p in range(partitions)], timeout=20)
        self._consumer.assign([TopicPartition(topic, p.partition, max(p.offset, 0)) for p in kept])
        self._ended: set[int] = set()

    def poll(self, most: int) -> list[dict[str, Any]]:
        """The next messages, at most so many; an empty list once every partition is at its end."""
        found: list[dict[str, Any]] = []
        for _ in range(400):
            if found or len(self._ended) == self.partitions:
                break
            for message in self._consumer.consume(max(1, int(most)), timeout=0.05):
                if message.error():
                    self._ended.add(message.partition())
                else:
                    found.append(_plain(message))
        return found

    def commit(self, partition: int, offset: int) -> None:
        """Keep for the group where it continues in this partition."""
        from confluent_kafka import TopicPartition

        self._consumer.commit(offsets=[TopicPartition(self.topic, partition, offset)], asynchronous=False)

    def committed(self) -> dict[int, int]:
        """The offset kept for each partition that has one."""
        from confluent_kafka import TopicPartition

        kept = self._consumer.committed([TopicPartition(self.topic, p) for p in range(self.partitions)], timeout=20)
        return {p.partition: p.offset for p in kept if p.offset >= 0}

    def close(self) -> None:
        self._consumer.close()


def _plain(message: Any) -> dict[str, Any]:
    def text(part: bytes | None) -> str | None:
        return None if part is None else part.decode()

    return {"partition": message.partition(), "offset": message.offset(), "key": text(message.key()), "value": text(message.value())}

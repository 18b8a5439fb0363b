# expect: passed
# because: a class; when partitions are revoked only what waits of them is written and committed, the rest waits for company
from itertools import groupby


def route(event):
    """The message key of an event."""
    return format(event["offer"], "d")


class Waiting(list):
    """Messages that were read and not yet written."""

    def __init__(self, client, name, commit):
        super().__init__()
        self.client, self.name, self.commit = client, name, commit

    @property
    def offers(self):
        return len({m["event"]["offer"] for m in self})

    def settle(self, partitions=None):
        now = [m for m in self if partitions is None or m["partition"] in partitions]
        if not now:
            return
        last = {m["event"]["offer"]: m["event"] for m in now}
        self.client.upsert(self.name, [{"id": key, "price": e["price"], "vector": e["vector"]} for key, e in last.items()])
        now.sort(key=lambda m: (m["partition"], m["offset"]))
        for partition, of in groupby(now, key=lambda m: m["partition"]):
            *_, end = of
            self.commit(partition, end["offset"] + 1)
        self[:] = [m for m in self if partitions is not None and m["partition"] not in partitions]


def consume(client, name, poll, commit):
    """Bring what is read into Milvus."""
    waiting = Waiting(client, name, commit)
    for step in iter(poll, None):
        waiting.extend(step["messages"])
        if step["revoked"]:
            waiting.settle(set(step["revoked"]))
        if waiting.offers >= 50:
            waiting.settle()
    waiting.settle()

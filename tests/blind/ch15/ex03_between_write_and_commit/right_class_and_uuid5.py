# expect: passed
# because: uuid5 of where a message lies; a class
import json
import uuid

SPACE = uuid.UUID("12345678-1234-5678-1234-567812345678")


class Loader:
    def __init__(self, client, name, commit):
        self.client, self.name, self.commit = client, name, commit

    def row(self, m):
        try:
            value = json.loads(m["value"])
            return {"id": str(uuid.uuid5(SPACE, f"{m['partition']}/{m['offset']}")), "visitor": m["key"], "offer": value["offer"], "vector": value["vector"]}
        except (TypeError, ValueError, KeyError):
            return None

    def take(self, batch):
        rows = [r for r in map(self.row, batch) if r]
        if rows:
            self.client.upsert(self.name, rows)
        for p in {m["partition"] for m in batch}:
            self.commit(p, max(m["offset"] for m in batch if m["partition"] == p) + 1)


def load(client, name, poll, commit):
    loader = Loader(client, name, commit)
    batch = poll(200)
    while batch:
        loader.take(batch)
        batch = poll(200)

# expect: passed
# because: a tombstone keeps title, price and vector of the row that it ends; with none there it gets empty ones
class Offers:
    EMPTY = {"title": "", "price": 0, "vector": [0.5, -0.5] * 16}

    def __init__(self, client, name):
        self.client, self.name = client, name

    def rows(self, keys):
        found = {}
        for at in range(0, len(keys), 400):
            for row in self.client.get(self.name, ids=keys[at:at + 400], output_fields=["version", "title", "price", "vector"]):
                found[row["id"]] = row
        return found

    def take(self, events):
        by_key = {}
        for event in events:
            by_key.setdefault(event["id"], []).append(event)
        wins = {key: max(of, key=lambda e: e["version"]) for key, of in by_key.items()}
        there, out = self.rows(list(wins)), []
        for key, event in wins.items():
            row = there.get(key)
            if row and row["version"] >= event["version"]:
                continue
            source = event if event["op"] == "put" else row or self.EMPTY
            out.append({"id": key, "version": event["version"], "deleted": event["op"] == "delete", "title": source["title"], "price": source["price"], "vector": [float(x) for x in source["vector"]]})
        if out:
            self.client.upsert(self.name, out)


def apply(client, name, events):
    """Apply puts and tombstones."""
    Offers(client, name).take(events)


def search(client, name, vector, k):
    """The ids of the k nearest offers that are there."""
    found = client.search(name, data=[vector], anns_field="vector", filter="deleted == false", limit=k)
    return [hit["id"] for hit in found[0]]


def expire(client, name, before):
    """Remove tombstones that are older."""
    client.delete(name, filter=f"version < {int(before)} && deleted == true")

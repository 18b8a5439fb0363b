# expect: passed
# because: offers that are not there are inserted, those that are there and older are replaced; asked by filter, 500 keys at a time
from itertools import groupby


def pages(items, size=500):
    return [items[at:at + size] for at in range(0, len(items), size)]


def apply(client, name, events):
    """Bring the rows up to date; the number of offers that have changed."""
    ordered = sorted(events, key=lambda e: (e["id"], -e["version"]))
    best = [next(same) for _, same in groupby(ordered, key=lambda e: e["id"])]
    new, newer = [], []
    for page in pages(best):
        keys = ", ".join(str(e["id"]) for e in page)
        there = {row["id"]: row["version"] for row in client.query(name, filter=f"id in [{keys}]", output_fields=["id", "version"], consistency_level="Strong")}
        for e in page:
            if e["id"] not in there:
                new.append(e)
            elif there[e["id"]] < e["version"]:
                newer.append(e)
    for page in pages(new):
        client.insert(name, page)
    for page in pages(newer):
        client.upsert(name, page)
    return len(new) + len(newer)

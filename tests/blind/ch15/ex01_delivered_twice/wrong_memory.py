# expect: failed|partial
# because: 'What you need to know from earlier ones is in Milvus': versions are remembered in the module
SEEN = {}


def apply(client, name, events):
    best = {}
    for e in events:
        if e["version"] > SEEN.get((name, e["id"]), 0):
            SEEN[name, e["id"]] = e["version"]
            best[e["id"]] = e
    rows = list(best.values())
    for at in range(0, len(rows), 1000):
        client.upsert(name, rows[at : at + 1000])
    return len(rows)

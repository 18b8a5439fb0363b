"""Sort first, read everything that is stored, delete what is old, insert what is newer."""


def load(client, name, records):
    best = {}
    for r in sorted(records, key=lambda r: r["version"]):
        best[r["id"]] = r
    stored = {row["id"]: row["version"] for row in client.query(name, filter="id >= 0", output_fields=["version"], consistency_level="Strong")}
    write = [r for r in best.values() if r["version"] > stored.get(r["id"], -1)]
    replaced = [r["id"] for r in write if r["id"] in stored]
    if replaced:
        client.delete(name, ids=replaced)
    for start in range(0, len(write), 20):
        client.insert(name, write[start : start + 20])
    return len(set(stored) | set(best))

# expect: failed|partial
# because: within a delivery the last record of an id is kept; breaks "that row is the record with the highest version"
def load(client, name, records):
    best = {}
    for r in records:
        best[r["id"]] = r
    if best:
        rows = client.query(
            name,
            filter=f"id in {list(best)}",
            output_fields=["id", "version"],
            consistency_level="Strong",
        )
        there = {row["id"]: row["version"] for row in rows}
        fresh = [r for r in best.values() if r["version"] > there.get(r["id"], -1)]
        if fresh:
            client.upsert(name, fresh)
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]

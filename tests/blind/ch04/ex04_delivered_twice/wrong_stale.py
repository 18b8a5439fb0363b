# expect: failed|partial
# because: looks up the stored versions without Strong; breaks "a read sees what was written just before only with consistency_level=Strong"
def load(client, name, records):
    best = {}
    for r in records:
        if r["id"] not in best or r["version"] > best[r["id"]]["version"]:
            best[r["id"]] = r
    if best:
        rows = client.query(
            name,
            filter=f"id in {list(best)}",
            output_fields=["id", "version"],
        )
        there = {row["id"]: row["version"] for row in rows}
        fresh = [r for r in best.values() if r["version"] > there.get(r["id"], -1)]
        if fresh:
            client.upsert(name, fresh)
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]

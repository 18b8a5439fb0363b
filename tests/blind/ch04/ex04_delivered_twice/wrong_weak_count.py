# expect: failed|partial
# because: counts with Eventually, so the number may be stale; breaks "a read sees what was written just before only with Strong"
def load(client, name, records):
    newest = {r["id"]: r for r in sorted(records, key=lambda r: r["version"])}
    have = {r["id"]: r["version"] for r in client.query(name, filter=f"id in {list(newest)}", output_fields=["id", "version"], consistency_level="Strong")}
    rows = [r for r in newest.values() if r["version"] > have.get(r["id"], -1)]
    if rows: client.upsert(name, rows)
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Eventually")[0]["count(*)"]

# expect: failed|partial
# because: deletes the old rows first: when the insert is refused they are gone; breaks "every row that was there before is still there"
def load(client, name, records):
    newest = {r["id"]: r for r in sorted(records, key=lambda r: r["version"])}
    have = {r["id"]: r["version"] for r in client.query(name, filter=f"id in {list(newest)}", output_fields=["id", "version"], consistency_level="Strong")}
    rows = [r for r in newest.values() if r["version"] > have.get(r["id"], -1)]
    if rows:
        client.delete(name, ids=[r["id"] for r in rows])
        client.insert(name, rows)
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]

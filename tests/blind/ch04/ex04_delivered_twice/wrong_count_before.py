# expect: failed|partial
# because: counts before it writes; breaks "Return the number of rows that the collection holds" after the call
def load(client, name, records):
    newest = {r["id"]: r for r in sorted(records, key=lambda r: r["version"])}
    n = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    have = {r["id"]: r["version"] for r in client.query(name, filter=f"id in {list(newest)}", output_fields=["id", "version"], consistency_level="Strong")}
    rows = [r for r in newest.values() if r["version"] > have.get(r["id"], -1)]
    if rows: client.upsert(name, rows)
    return n

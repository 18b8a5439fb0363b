# expect: failed|partial
# because: compares versions as text, so 9 is newer than 10; breaks "the record with the highest version"
def load(client, name, records):
    newest = {r["id"]: r for r in sorted(records, key=lambda r: str(r["version"]))}
    have = {r["id"]: r["version"] for r in client.query(name, filter=f"id in {list(newest)}", output_fields=["id", "version"], consistency_level="Strong")}
    rows = [r for r in newest.values() if str(r["version"]) > str(have.get(r["id"], -1))]
    if rows: client.upsert(name, rows)
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]

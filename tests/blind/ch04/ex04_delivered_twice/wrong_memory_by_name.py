# expect: failed|partial
# because: remembers the versions in a global; breaks "may be stopped and started anew between two deliveries"
SEEN = {}
def load(client, name, records):
    seen = SEEN.setdefault(name, {})
    rows = {}
    for r in records:
        if r["version"] > seen.get(r["id"], -1):
            seen[r["id"]] = r["version"]
            rows[r["id"]] = r
    if rows: client.upsert(name, list(rows.values()))
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]

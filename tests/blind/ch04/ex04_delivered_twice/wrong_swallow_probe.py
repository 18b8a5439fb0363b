# expect: failed|partial
# because: swallows the refusal and drops the collection; breaks "let the error out"
from pymilvus import MilvusException
def load(client, name, records):
    newest = {r["id"]: r for r in sorted(records, key=lambda r: r["version"])}
    have = {r["id"]: r["version"] for r in client.query(name, filter=f"id in {list(newest)}", output_fields=["id", "version"], consistency_level="Strong")}
    rows = [r for r in newest.values() if r["version"] > have.get(r["id"], -1)]
    try:
        if rows: client.upsert(name, rows)
    except BaseException as e:
        client.drop_collection(name)
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]

# id: the-level-is-lost
# check: test_the_same_collection
# why: Collection(name, schema, consistency_level="Strong") reads like an option of the object in the script. It is one of the collection, for every reader, and a port that leaves it out makes a Bounded one.
# source: https://github.com/milvus-io/milvus/issues/35090 (zero results right after an insert; by design below Strong); docs v3.0.x, consistency.md

import json
import sys

from pymilvus import DataType, MilvusClient

uri, name, path = sys.argv[1:4]
with open(path, encoding="utf-8") as file:
    task = json.load(file)

client = MilvusClient(uri)
if client.has_collection(name):
    client.drop_collection(name)

schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
schema.add_field("id", DataType.INT64, is_primary=True)
schema.add_field("title", DataType.VARCHAR, max_length=200)
schema.add_field("year", DataType.INT64)
schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
index = client.prepare_index_params()
index.add_index("vector", index_type="IVF_FLAT", metric_type="IP", nlist=16)
client.create_collection(name, schema=schema, index_params=index)

rows = task["rows"]
for start in range(0, len(rows), 500):
    client.insert(name, rows[start : start + 500])

answers = []
for hits in client.search(
    name, data=task["queries"], anns_field="vector", limit=5, filter=f"year >= {task['since']}",
    search_params={"metric_type": "IP", "params": {"nprobe": 16}}, output_fields=["title"], consistency_level="Strong",
):  # fmt: skip
    answers.append([[hit["id"], hit["entity"]["title"], round(hit["distance"], 4)] for hit in hits])

client.delete(name, filter=f"id in {task['drop']}")
old = client.query(name, filter=f"year < {task['since']}", output_fields=["id", "year"], consistency_level="Strong")

print(json.dumps({
    "rows": client.query(name, filter="id >= 0", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"],
    "answers": answers,
    "old": sorted([row["id"], row["year"]] for row in old),
}))  # fmt: skip

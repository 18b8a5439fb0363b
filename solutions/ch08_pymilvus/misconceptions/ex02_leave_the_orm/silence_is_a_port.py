# id: silence-is-a-port
# check: test_no_warning
# why: The warning is gone, so the work seems to be done. What it warned of is not.
# source: docs.python.org, warnings.filterwarnings; pymilvus 3.0.2, decorators.py ("will be removed in PyMilvus 3.1")
import warnings

warnings.filterwarnings("ignore")

import json
import sys

from pymilvus import Collection, CollectionSchema, DataType, FieldSchema, connections, utility

uri, name, path = sys.argv[1:4]
with open(path, encoding="utf-8") as file:
    task = json.load(file)

connections.connect("default", uri=uri)
if utility.has_collection(name):
    utility.drop_collection(name)

fields = [
    FieldSchema(name="id", dtype=DataType.INT64, is_primary=True, auto_id=False),
    FieldSchema(name="title", dtype=DataType.VARCHAR, max_length=200),
    FieldSchema(name="year", dtype=DataType.INT64),
    FieldSchema(name="vector", dtype=DataType.FLOAT_VECTOR, dim=32),
]
schema = CollectionSchema(fields)
collection = Collection(name, schema, consistency_level="Strong")

rows = task["rows"]
for start in range(0, len(rows), 500):
    part = rows[start : start + 500]
    collection.insert([
        [row["id"] for row in part],
        [row["title"] for row in part],
        [row["year"] for row in part],
        [row["vector"] for row in part],
    ])

collection.create_index("vector", {"index_type": "IVF_FLAT", "metric_type": "IP", "params": {"nlist": 16}})
collection.load()

answers = []
for hits in collection.search(
    task["queries"], "vector", param={"metric_type": "IP", "params": {"nprobe": 16}}, limit=5,
    expr=f"year >= {task['since']}", output_fields=["title"],
):
    answers.append([[hit.id, hit.entity.get("title"), round(hit.distance, 4)] for hit in hits])

collection.delete(f"id in {task['drop']}")
old = collection.query(f"year < {task['since']}", output_fields=["id", "year"])

print(json.dumps({
    "rows": collection.query("id >= 0", output_fields=["count(*)"])[0]["count(*)"],
    "answers": answers,
    "old": sorted([row["id"], row["year"]] for row in old),
}))

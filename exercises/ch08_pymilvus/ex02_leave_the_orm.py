"""Leave the ORM.

This script is three years old and runs every morning. It is written with the ORM (`connections`, `Collection`, `utility`), which
pymilvus 3.0.2 still has and warns about: it goes in 3.1. Port it to `MilvusClient`. It is started like this:

    $ python ex02_leave_the_orm.py URI COLLECTION rows.json

`rows.json` holds `{"rows": [{"id", "title", "year", "vector"}, …], "queries": [vector, …], "since": 1999, "drop": [id, …]}`; ids are
positive, each row has its own, and a vector has 32 numbers. `drop` is not empty, but it may name an id that is not there,
or one twice. The port has to

- leave the same collection behind: the same fields, index and consistency level, loaded, with the same rows, sent 500 at most
  in one message,
- print the same JSON, to the last digit that you get,
- write no deprecation warning. Silencing it is no port: nothing of `pymilvus.orm` may be called.

Mind what the ORM took for granted: `insert` took columns, `search` took `expr` and `param`, results had attributes, a collection
was made before its index and loaded after it. `MilvusClient` has other words and other defaults.
"""

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

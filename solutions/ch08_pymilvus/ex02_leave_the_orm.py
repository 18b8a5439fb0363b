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
client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")

rows = task["rows"]
for start in range(0, len(rows), 500):
    client.insert(name, rows[start : start + 500])

answers = []
for hits in client.search(
    name, data=task["queries"], anns_field="vector", limit=5, filter=f"year >= {task['since']}",
    search_params={"metric_type": "IP", "params": {"nprobe": 16}}, output_fields=["title"],
):  # fmt: skip
    answers.append([[hit["id"], hit["entity"]["title"], round(hit["distance"], 4)] for hit in hits])

client.delete(name, filter=f"id in {task['drop']}")
old = client.query(name, filter=f"year < {task['since']}", output_fields=["id", "year"])

print(json.dumps({
    "rows": client.query(name, filter="id >= 0", output_fields=["count(*)"])[0]["count(*)"],
    "answers": answers,
    "old": sorted([row["id"], row["year"]] for row in old),
}))  # fmt: skip

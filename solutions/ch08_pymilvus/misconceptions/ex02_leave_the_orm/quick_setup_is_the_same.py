# id: quick-setup-is-the-same
# check: test_the_same_collection
# why: create_collection(name, dimension=32) is the first line of every quick start. It makes a schema of its own, with a dynamic field, and everything else goes there.
# source: https://github.com/milvus-io/milvus/issues/30851 (the dynamic field is on by default); docs v3.0.x insert-update-delete.md ("quick-setup manner … has the dynamic field enabled")

import json
import sys

from pymilvus import MilvusClient

uri, name, path = sys.argv[1:4]
with open(path, encoding="utf-8") as file:
    task = json.load(file)

client = MilvusClient(uri)
if client.has_collection(name):
    client.drop_collection(name)

client.create_collection(name, dimension=32, metric_type="IP", consistency_level="Strong")

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

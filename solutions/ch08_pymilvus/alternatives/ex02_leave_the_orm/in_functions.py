"""Functions, rows by upsert, the index made after the rows, as the old script did."""

import json
import sys
from pathlib import Path

from pymilvus import DataType, MilvusClient

TYPES = {"id": (DataType.INT64, {"is_primary": True}), "title": (DataType.VARCHAR, {"max_length": 200}), "year": (DataType.INT64, {}), "vector": (DataType.FLOAT_VECTOR, {"dim": 32})}


def make(client, name):
    client.drop_collection(name)
    schema = MilvusClient.create_schema(enable_dynamic_field=False)
    for field, (kind, more) in TYPES.items():
        schema.add_field(field_name=field, datatype=kind, **more)
    client.create_collection(collection_name=name, schema=schema, consistency_level="Strong")


def fill(client, name, rows):
    while rows:
        client.upsert(name, rows[:300])
        rows = rows[300:]
    index = client.prepare_index_params(field_name="vector", index_type="IVF_FLAT", metric_type="IP", params={"nlist": 16})
    client.create_index(name, index)
    client.load_collection(name)


def answers(client, name, task):
    for query in task["queries"]:
        (hits,) = client.search(name, [query], filter=f"year >= {task['since']}", limit=5, output_fields=["title"], search_params={"params": {"nprobe": 16}})
        yield [[hit.id, hit["entity"]["title"], round(float(hit.distance), 4)] for hit in hits]


def main(uri, name, path):
    task = json.loads(Path(path).read_text(encoding="utf-8"))
    client = MilvusClient(uri=uri)
    make(client, name)
    fill(client, name, task["rows"])
    found = list(answers(client, name, task))
    client.delete(name, ids=task["drop"])
    old = client.query(name, filter=f"year < {task['since']}", output_fields=["year"])
    (counted,) = client.query(name, output_fields=["count(*)"])
    print(json.dumps({"rows": counted["count(*)"], "answers": found, "old": sorted([r["id"], r["year"]] for r in old)}))


main(*sys.argv[1:])

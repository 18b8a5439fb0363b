# expect: passed
# because: the same in functions, in the old order: collection, rows, index, load; levels named at each read as well
"""Leave the ORM.

This script is three years old and runs every morning. It is written with the ORM (`connections`, `Collection`, `utility`), which
pymilvus 3.0.2 still has and warns about: it goes in 3.1. Port it to `MilvusClient`. It is started like this:

    $ python ex02_leave_the_orm.py URI COLLECTION rows.json

`rows.json` holds `{"rows": [{"id", "title", "year", "vector"}, …], "queries": [vector, …], "since": 1999, "drop": [id, …]}`; a vector has 32
numbers. The port has to

- leave the same collection behind: the same fields, index and consistency level, loaded, with the same rows,
- print the same JSON, to the last digit that you get,
- write no deprecation warning. Silencing it is no port: nothing of `pymilvus.orm` may be called.

Mind what the ORM took for granted: `insert` took columns, `search` took `expr` and `param`, results had attributes, a collection
was made before its index and loaded after it. `MilvusClient` has other words and other defaults.
"""

import argparse
import json

from pymilvus import DataType, MilvusClient

FIELDS = ("id", "title", "year", "vector")


def make(client, name):
    if client.has_collection(name):
        client.drop_collection(name)
    schema = (
        client.create_schema(auto_id=False, enable_dynamic_field=False)
        .add_field("id", DataType.INT64, is_primary=True)
        .add_field("title", DataType.VARCHAR, max_length=200)
        .add_field("year", DataType.INT64)
        .add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    )
    client.create_collection(name, schema=schema, consistency_level="Strong")


def fill(client, name, rows):
    for start in range(0, len(rows), 500):
        client.insert(collection_name=name, data=[dict(zip(FIELDS, (row[f] for f in FIELDS))) for row in rows[start : start + 500]])
    params = client.prepare_index_params("vector", index_type="IVF_FLAT", metric_type="IP", nlist=16)
    client.create_index(name, params)
    client.load_collection(name)


def ask(client, name, queries, since):
    found = client.search(
        name, queries, filter=f"year >= {since}", limit=5, output_fields=["title"],
        search_params={"params": {"nprobe": 16}}, consistency_level="Strong",
    )
    return [[[hit["id"], hit["entity"].get("title"), round(hit["distance"], 4)] for hit in hits] for hits in found]


def main():
    parser = argparse.ArgumentParser()
    for argument in ("uri", "name", "path"):
        parser.add_argument(argument)
    given = parser.parse_args()
    with open(given.path, encoding="utf-8") as file:
        task = json.load(file)
    client = MilvusClient(uri=given.uri)
    make(client, given.name)
    fill(client, given.name, task["rows"])
    answers = ask(client, given.name, task["queries"], task["since"])
    client.delete(given.name, filter=f"id in {task['drop']}")
    old = client.query(given.name, filter=f"year < {task['since']}", output_fields=["id", "year"], consistency_level="Strong")
    count = client.query(given.name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    print(json.dumps({"rows": count[0]["count(*)"], "answers": answers, "old": sorted([r["id"], r["year"]] for r in old)}))
    client.close()


if __name__ == "__main__":
    main()

# expect: failed|partial
# because: 'The new collection is `{alias}_{n + 1}`': the next number that is free, if something was left over
from contextlib import contextmanager

from pymilvus import DataType


def make(client, name):
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("version", DataType.INT64)
    schema.add_field("name", DataType.VARCHAR, max_length=80)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    indexes = client.prepare_index_params()
    indexes.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=indexes, consistency_level="Strong")


def everything(client, name):
    found, pages = [], client.query_iterator(name, batch_size=1000, output_fields=["*"])
    while page := pages.next():
        found += [dict(row) for row in page]
    pages.close()
    return found


@contextmanager
def attempt(client, name):
    """The name of a collection that stays only if all goes well."""
    def remove():
        if client.has_collection(name):
            client.drop_collection(name)

    remove()
    try:
        yield name
    except Exception:
        remove()
        raise


def whole(old, new, erased):
    best = {}
    for row in sorted([*old, *new], key=lambda row: row["version"]):
        best[row["id"]] = row
    return [row for id, row in sorted(best.items()) if id not in set(erased)]


def recover(client, alias, rows, count, erased):
    if len(rows) != count:
        raise ValueError(len(rows))
    living = client.describe_alias(alias)["collection_name"]
    head, _, n = living.rpartition("_")
    n = int(n) + 1
    while client.has_collection(f"{head}_{n}"):
        n += 1
    with attempt(client, f"{head}_{n}") as name:
        goods = whole(rows, everything(client, living), erased)
        make(client, name)
        for start in range(0, len(goods), 1000):
            client.insert(name, goods[start : start + 1000])
        client.alter_alias(name, alias)
    return name

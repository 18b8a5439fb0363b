"""One edition or the other.

Readers ask a catalog by an alias, day and night, from many processes. Every night it is replaced as a whole.

- `publish(client, alias, rows)` makes these rows the catalog and returns the name of the collection in which they are. A row is
  `{"id": 7, "edition": 12, "vector": […]}`: two INT64, of which `id` is the primary key, and 32 numbers that are compared by COSINE. There are up to 3,000
  rows. The collection reads at the level Strong. At the first call the alias does not exist yet.
- `rollback(client, alias)` makes the edition before the catalog again, and drops the one that was left. If there is none before, it raises `LookupError` and
  changes nothing.

From the first edition on, a reader of the alias finds **one** edition, whole, whenever it asks: never an error, never a part, never rows of two editions. The edition before is kept for a
rollback, and older ones are dropped. If Milvus refuses something in `publish`, its exception gets out, the alias leads where it led, and what was begun is gone.

You choose the names of the collections; they begin with the alias and an underscore, and each is one that Milvus does not have yet. Other catalogs live beside this one, some with longer aliases that begin in the same
way: `tea`, `tea_green`. Calls of `publish` and `rollback` for one catalog come one after the other, each from any process.
"""

import re

from pymilvus import DataType


def publish(client, alias, rows):
    """Make these rows the catalog."""
    # BEGIN SOLUTION publish
    kept = editions(client, alias)
    number = int(kept[-1].rpartition("_")[2]) + 1 if kept else 1
    name = f"{alias}_{number}"
    try:
        create(client, name)
        for start in range(0, len(rows), 500):
            client.insert(name, rows[start : start + 500])
        if kept:
            client.alter_alias(name, alias)
        else:
            client.create_alias(name, alias)
    except Exception:
        client.drop_collection(name)
        raise
    for older in kept[:-1]:
        client.drop_collection(older)
    return name


def editions(client, alias):
    """The collections of a catalog, oldest first."""
    names = [n for n in client.list_collections() if re.fullmatch(re.escape(alias) + r"_\d+", n)]
    return sorted(names, key=lambda n: int(n.rpartition("_")[2]))


def create(client, name):
    """An empty collection."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("edition", DataType.INT64)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    # END SOLUTION


def rollback(client, alias):
    """Make the edition before the catalog again."""
    # BEGIN SOLUTION rollback
    kept = editions(client, alias)
    if len(kept) < 2:
        raise LookupError(f"{alias} has no edition before")
    client.alter_alias(kept[-2], alias)
    client.drop_collection(kept[-1])
    # END SOLUTION

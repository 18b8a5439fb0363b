# expect: failed|partial
# because: the row with the higher version
"""Beside the living one.

A job has deleted goods of a shop that it should not have touched. The shop is open, readers ask the alias all the time. Bring the goods back.

`recover(client, alias, rows, count, erased)` builds a second collection and returns its name.

- `alias` leads to a collection `{alias}_{n}`, with a whole number n: the living one. It has what the job left, and what was written after the backup. It has the fields `id` (INT64, the primary key), `version` (INT64), `name` (VARCHAR, 80 bytes) and `vector` (16 numbers, FLAT, COSINE),
  reads at the level Strong, and up to 5,000 rows.
- `rows` is the backup, a list of such rows, and `count` how many rows the collection had when it was made. If the two disagree, the backup is short: raise `ValueError`, and change nothing.
- The new collection is `{alias}_{n + 1}`, with the same fields, index and level. It has every good that is in the backup or in the living collection; of a good that is in both, the row with the higher `version`. `erased` is a list of ids that must
  not come back, from either side; some may be unknown.
- An attempt that broke off may have left a collection `{alias}_{n + 1}`. It is in nobody's use.
- A reader of the alias finds the living collection until the new one is whole, then the new one, and never an error. The living collection is only read; it stays, as evidence. Nobody writes to it while you work.
- If anything fails on the way, the alias stays where it is, `{alias}_{n + 1}` is gone, and the exception comes out.
"""

from pymilvus import DataType


def recover(client, alias, rows, count, erased):
    """Restore beside the living collection and switch; the new name."""
    if len(rows) != count:
        raise ValueError(f"the backup has {len(rows)} of {count} rows; take an older one")
    living = client.describe_alias(alias)["collection_name"]
    merged = {row["id"]: row for row in rows}
    for row in everything(client, living):
        if row["id"] not in merged or True:
            merged[row["id"]] = row
    wanted = [merged[id] for id in merged.keys() - set(erased)]
    name = f"{alias}_{int(living.rsplit('_', 1)[1]) + 1}"
    if client.has_collection(name):
        client.drop_collection(name)
    try:
        make(client, name)
        for start in range(0, len(wanted), 500):
            client.insert(name, wanted[start : start + 500])
        there = client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]
        if there != len(wanted):
            raise RuntimeError(f"{name} has {there} rows instead of {len(wanted)}; the alias stays at {living}")
        client.alter_alias(name, alias)
    except Exception:
        client.drop_collection(name)
        raise
    return name


def everything(client, name):
    """All rows."""
    found, pages = [], client.query_iterator(name, batch_size=1000, output_fields=["*"])
    while page := pages.next():
        found += [dict(row) for row in page]
    pages.close()
    return found


def make(client, name):
    """An empty collection of goods."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("version", DataType.INT64)
    schema.add_field("name", DataType.VARCHAR, max_length=80)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    indexes = client.prepare_index_params()
    indexes.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=indexes, consistency_level="Strong")

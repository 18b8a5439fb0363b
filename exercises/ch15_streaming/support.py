"""What the checks of chapter 15 share: collections, events of a marketplace, their fold, and a log whose clock the check turns."""

import functools

from pymilvus import DataType

from grader.checks import require
from grader.datasets import words

DIM = 32
WRITES = ("Insert", "Upsert", "Delete")


@functools.lru_cache(maxsize=8)
def pool(seed):
    """Vectors of length 1 and their words, in a space turned by the seed."""
    vectors, names = words(3000, DIM, seed=seed)
    return [v.tolist() for v in vectors], names


def collection(client, name, fields=(), *, key=("id", "INT64", {}), level="Strong", metric="COSINE"):
    """A loaded collection; `fields` are (name, type, further arguments of add_field)."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field(key[0], DataType[key[1]], is_primary=True, **key[2])
    for field, kind, more in fields:
        schema.add_field(field, DataType[kind], **more)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=index, consistency_level=level)
    return name


def everything(client, name, fields=("*",), key="id"):
    """All rows by key."""
    found, rows = {}, client.query_iterator(name, batch_size=1000, output_fields=list(fields))
    while batch := rows.next():
        found.update({row[key]: dict(row) for row in batch})
    rows.close()
    return found


def count(client, name):
    """How many rows there are, the newest included; two rows with one key are two."""
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def ids(rng, n):
    """n different keys that are no positions, one of them negative."""
    found = [int(i) for i in 1000 + rng.choice(900_000, size=n, replace=False)]
    return [-found[0], *found[1:]]


def puts(seed, rng, keys, versions):
    """`versions` events of each key, the versions not in a row, oldest first for each key."""
    vectors, names = pool(seed)
    found = []
    for key in keys:
        version = int(rng.integers(1, 5))
        for _ in range(versions):
            at = int(rng.integers(len(vectors)))
            found.append({"id": key, "version": version, "title": f"{names[at]} for sale", "price": int(rng.integers(1, 900)), "vector": vectors[at]})
            version += int(rng.integers(1, 9))
    return found


def newest(events):
    """The event with the highest version of each key."""
    found = {}
    for event in events:
        if event["id"] not in found or event["version"] > found[event["id"]]["version"]:
            found[event["id"]] = event
    return found


def shuffled(rng, events):
    return [events[int(i)] for i in rng.permutation(len(events))]


def keys_in(call, field="id"):
    """The keys of the rows that an insert or upsert carries."""
    for column in call.request.fields_data:
        if column.field_name == field:
            return list(column.scalars.long_data.data) or list(column.scalars.string_data.data)
    return []


def no_second_row(milvus, known, called):
    """Fail where an Insert carries keys that are there: Milvus Lite replaces such rows, and a server keeps both."""
    calls = milvus.calls()
    if not any(c.method == "Delete" for c in calls):
        twice = [key for c in calls if c.method == "Insert" for key in keys_in(c) if key in known]
        require(not twice, called=called, returned=f"an Insert of {len(twice)} rows that are there already, among them {twice[:1]}", expected="rows that are replaced",
                why="A server checks no primary key: after two inserts there are two rows with it. Which call replaces?")  # fmt: skip


def no_key_twice(milvus, called):
    """Fail where one write carries a key twice, which a server refuses since 2.6.8."""
    for call in milvus.calls():
        if call.method in ("Insert", "Upsert"):
            keys = keys_in(call)
            require(len(keys) == len(set(keys)), called=called, returned=f"one {call.method} with {len(keys)} rows of {len(set(keys))} keys", expected="each key once in a call",
                    why="Since Milvus 2.6.8 an upsert with the same key twice is refused as a whole. Which of the two rows is the one that counts?")  # fmt: skip


def reads_the_present(milvus, called):
    """Fail where a read asks for less than the collection's own level, which is Strong."""
    weak = sorted({c.consistency for c in milvus.reads()} - {"Strong", "default"})
    require(not weak, called=called, returned=f"a read at the level {', '.join(weak)}", expected="reads that see what was written before the call",
            why="Below Strong a read may answer from before the latest writes, and an old version then looks like the newest.")  # fmt: skip

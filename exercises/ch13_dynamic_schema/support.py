"""What the checks of chapter 13 share: collections with a dynamic field, whole rows read back, and a fast count."""

import functools

from pymilvus import DataType

from grader.checks import require
from grader.datasets import words

DIM = 32


@functools.lru_cache(maxsize=8)
def pool(seed):
    """Vectors of length 1 and their words, in a space turned by the seed."""
    return words(2600, DIM, seed=seed)


def collection(client, name, fields=(), *, dynamic=True, vectors=("vector",)):
    """A loaded collection whose every read sees every row; `fields` are (name, type, further arguments of add_field)."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=dynamic)
    schema.add_field("id", DataType.INT64, is_primary=True)
    for field, kind, more in fields:
        schema.add_field(field, DataType[kind], **more)
    index = client.prepare_index_params()
    for field in vectors:
        schema.add_field(field, DataType.FLOAT_VECTOR, dim=DIM)
        index.add_index(field, index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def count(client, name):
    """How many rows there are, the newest included."""
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def everything(client, name):
    """All rows by id, vectors as lists."""
    found, rows = {}, client.query_iterator(name, batch_size=1000, output_fields=["*"])
    while batch := rows.next():
        found.update({row["id"]: dict(row) for row in batch})
    rows.close()
    return found


def bare(row):
    """A row without its vectors, for comparing and showing."""
    return {k: v for k, v in row.items() if not k.startswith("vector")}


def new_ids(rng, n):
    """n different keys that are no positions, one of them negative."""
    ids = [int(i) for i in 1000 + rng.choice(900_000, size=n, replace=False)]
    return [-ids[0], *ids[1:]]


def keys_in(call):
    """The keys of the rows that an insert or upsert carries."""
    return next((list(c.scalars.long_data.data) for c in call.request.fields_data if c.field_name == "id"), [])


def replaced_as_a_server_does(milvus, known, called):
    """Fail where an Insert carries keys that are there: Milvus Lite replaces such rows, and a server keeps both."""
    calls = milvus.calls()
    if not any(c.method == "Delete" for c in calls):
        twice = [key for c in calls if c.method == "Insert" for key in keys_in(c) if key in known]
        require(not twice, called=called, returned=f"an Insert of {len(twice)} rows that are there already", expected="rows that are replaced",
                why="A server checks no primary key: after two inserts there are two rows with it. Which call replaces?")  # fmt: skip


def reads_the_present(milvus, called):
    """Fail where a read asks for less than the collection's own level, which is Strong."""
    weak = sorted({c.consistency for c in [*milvus.calls("Query"), *milvus.calls("Search")]} - {"Strong", "default"})
    require(not weak, called=called, returned=f"a read at the level {', '.join(weak)}", expected="reads that see what was stored before the call",
            why="Below Strong a read may answer from before the latest writes, and on a busy server it does.")  # fmt: skip

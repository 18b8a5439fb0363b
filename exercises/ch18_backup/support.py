"""What the checks of chapter 18 share: collections, whole rows read back, and what differs between two sets of rows."""

import functools

from pymilvus import DataType

from grader.checks import require
from grader.datasets import words

DIM = 16


@functools.lru_cache(maxsize=4)
def pool(seed):
    """2,600 vectors of length 1."""
    return words(2600, DIM, seed=seed)[0]


def collection(client, name, fields, key=("id", "INT64", {}), *, metric="COSINE", dynamic=False, level="Strong", index="FLAT"):
    """A loaded collection; `fields` are (name, type, further arguments of add_field)."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=dynamic)
    schema.add_field(key[0], DataType[key[1]], is_primary=True, **key[2])
    for field, kind, more in fields:
        schema.add_field(field, DataType[kind], **{k: DataType[v] if k == "element_type" else v for k, v in more.items()})
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    indexes = client.prepare_index_params()
    indexes.add_index("vector", index_type=index, metric_type=metric)
    client.create_collection(name, schema=schema, index_params=indexes, consistency_level=level)
    return name


def fill(client, name, rows):
    for start in range(0, len(rows), 1000):
        client.insert(name, rows[start : start + 1000])


def everything(client, name):
    """All rows, as a list: a row that is there twice is there twice."""
    found, pages = [], client.query_iterator(name, batch_size=1000, output_fields=["*"])
    while page := pages.next():
        found += [dict(row) for row in page]
    pages.close()
    return found


def count(client, name):
    """How many rows there are, the newest included."""
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def writes(milvus, name=None):
    """The writes that the submission sent, to a collection or to any."""
    return [c for c in milvus.calls() if c.method in ("Insert", "Upsert", "Delete") and name in (None, c.collection)]


def made_strong(milvus, name, called):
    """Fail where a collection was not made at the level Strong. Milvus Lite 3.2.2 calls every collection Strong, so it is the call that says."""
    levels = [c.consistency for c in milvus.calls("CreateCollection") if c.collection == name]
    require(levels[-1:] == ["Strong"], called=f"the level with which {name} was made, after {called}", returned=levels[-1:] or "no CreateCollection", expected="Strong",
            why="Without one it would be Bounded, and a reader would not find what was written a moment ago.")  # fmt: skip


def left_alone(milvus, name, called):
    """Fail where a collection that is only to be read was written to, changed or dropped."""
    sent = [c.method for c in milvus.calls() if c.collection == name and c.method in ("Insert", "Upsert", "Delete", "DropCollection", "ReleaseCollection", "RenameCollection", "AlterCollection", "DropIndex")]
    require(not sent, called=called, returned=f"{', '.join(sorted(set(sent)))} on {name}", expected="a collection that is only read", why="It is in use while it is backed up.")

"""What the checks of Appendix D share: collections that are ill in a way that the check chose, and whole collections read back."""

import functools

from pymilvus import DataType

from grader.datasets import words

CHANGES = (
    "Insert", "Upsert", "Delete", "LoadCollection", "ReleaseCollection", "LoadPartitions", "ReleasePartitions", "CreateIndex", "DropIndex", "AlterIndex", "CreateAlias", "AlterAlias", "DropAlias",
    "AlterCollection", "CreateCollection", "DropCollection", "RenameCollection", "TruncateCollection", "CreatePartition", "DropPartition", "Flush", "ManualCompaction",
)  # fmt: skip


@functools.lru_cache(maxsize=8)
def pool(seed, dim):
    """600 vectors of length 1."""
    return [v.tolist() for v in words(600, dim, seed=seed)[0]]


def collection(client, name, *, field="vector", dim=16, metric="COSINE", kind="FLAT", params=None, beside=None, index_name=None):
    """A loaded collection with a dynamic field; `beside` is (field, dim, metric) of a second vector field."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=True)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=200)
    index = client.prepare_index_params()
    for vector, size, of in [*([beside] if beside else []), (field, dim, metric)]:
        schema.add_field(vector, DataType.FLOAT_VECTOR, dim=size)
        more = {"index_name": index_name} if index_name and vector == field else {}
        index.add_index(vector, index_type=kind if vector == field else "FLAT", metric_type=of, params=(params or {}) if vector == field else {}, **more)
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    return name


def fill(client, name, rows):
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start : start + 500])


def everything(client, name):
    """All rows by id, as plain data."""
    found, pages = {}, client.query_iterator(name, batch_size=1000, output_fields=["*"])
    while page := pages.next():
        for row in page:
            found[row["id"]] = {k: list(v) if not isinstance(v, (str, int, float, bool, dict, type(None))) else v for k, v in row.items() if k != "$meta"}
    pages.close()
    return found


def ids(rng, n):
    """n different keys that are no positions, one of them negative."""
    found = [int(i) for i in 1000 + rng.choice(900_000, size=n, replace=False)]
    return [-i if n == 0 else i for n, i in enumerate(found)]


def index_of(client, name, field):
    """What describe_index says of the index of a field."""
    return next(d for d in (client.describe_index(name, i) for i in client.list_indexes(name)) if d["field_name"] == field)

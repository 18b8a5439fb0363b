"""What the checks of chapter 4 share: collections, and real word vectors in a space turned by the seed."""

import functools

from pymilvus import DataType

from grader.datasets import words

DIM = 32


@functools.lru_cache(maxsize=8)
def pool(seed, n=2600):
    """Vectors of length 1 and their words; words differ."""
    vectors, names = words(n, DIM, seed=seed)
    return vectors, names


def collection(client, name, fields, *, dynamic=False, metric="COSINE", level=None):
    """A loaded collection with a FLAT index on `vector`; `fields` are keyword arguments of add_field."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=dynamic)
    for field in fields:
        schema.add_field(**field)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type=metric)
    more = {"consistency_level": level} if level else {}
    client.create_collection(name, schema=schema, index_params=index, **more)
    return name


def count(client, name):
    """How many rows there are, the newest included; two rows with one key are two."""
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]

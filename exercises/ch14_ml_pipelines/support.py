"""What the checks of chapter 14 share: collections, whole rows read back, and models that count what they are asked."""

import functools
import hashlib

import numpy as np
from pymilvus import DataType

from grader.datasets import words

DIM = 32


@functools.lru_cache(maxsize=8)
def pool(seed):
    """Vectors of length 1 and their words, in a space turned by the seed."""
    return words(3000, DIM, seed=seed)


def collection(client, name, fields=(), *, key=("id", "INT64", {}), dim=DIM, metric="COSINE", description=""):
    """A loaded collection whose every read sees every row; `fields` are (name, type, further arguments of add_field)."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False, description=description)
    schema.add_field(key[0], DataType[key[1]], is_primary=True, **key[2])
    for field, kind, more in fields:
        schema.add_field(field, DataType[kind], **more)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def everything(client, name, key="id"):
    """All rows by key, vectors as lists."""
    found, rows = {}, client.query_iterator(name, batch_size=1000, output_fields=["*"])
    while batch := rows.next():
        found.update({row[key]: dict(row) for row in batch})
    rows.close()
    return found


def unit(rows):
    """Each row scaled to length 1."""
    rows = np.asarray(rows, dtype=float)
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


class Model:
    """A vector for each text, different for each version, of length 1; remembers every call."""

    def __init__(self, seed, version):
        self.seed, self.version, self.calls, self.stop_after = seed, version, [], None

    def vector(self, text):
        """What this version says of one text."""
        digest = hashlib.blake2b(f"{self.seed}/{self.version}/{text}".encode(), digest_size=8).digest()
        return unit(np.random.default_rng(int.from_bytes(digest, "big")).normal(size=DIM))

    @property
    def asked(self):
        return [text for call in self.calls for text in call]

    def __call__(self, texts):
        texts = list(texts)
        if self.stop_after is not None and len(self.calls) >= self.stop_after:
            raise TimeoutError("the model does not answer")
        self.calls.append(texts)
        return [[float(x) for x in self.vector(text)] for text in texts]


def new_ids(rng, n):
    """n different keys that are no positions, one of them negative."""
    ids = [int(i) for i in 1000 + rng.choice(900_000, size=n, replace=False)]
    return [-ids[0], *ids[1:]]

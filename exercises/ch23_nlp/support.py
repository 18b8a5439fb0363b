"""What the checks of chapter 23 share: texts made of words, collections, and a few rules of the statements."""

import math
import re

import numpy as np
from pymilvus import DataType, Function, FunctionType

DIM = 32
FILLER = """amber anchor apron arrow autumn basket beacon blossom bottle branch bridge bucket butter candle canvas carpet castle cellar chapel cherry
circle clover cobalt copper corner cotton cradle crystal curtain dagger desert drawer engine fabric falcon feather fiddle finger flower forest fossil
fountain garden ginger glacier granite hammer harbor hazel helmet hollow honey island ivory jacket jungle kettle ladder lantern lemon lilac linen
lizard maple marble meadow mirror mitten needle nickel nutmeg oyster paddle parlor pebble pepper pillow pirate planet pocket powder prairie puzzle
quarry rabbit ribbon saddle satin shadow silver sparrow spider spruce stable temple thimble thunder timber tunnel turnip valley velvet violet walnut
weaver willow window winter wizard yellow zephyr""".split()


def unit(x):
    """Rows of length 1, float32."""
    x = np.asarray(x, np.float32)
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-9)


def new_ids(rng, n):
    """n different keys that are no positions, one of them negative."""
    ids = [int(i) for i in 1000 + rng.choice(900_000, size=n, replace=False)]
    return [-ids[0], *ids[1:]]


def collection(client, name, fields=(), *, text="text", vector=True):
    """A loaded collection with `id`, a text and its BM25 vector `words`, and perhaps a `vector` (COSINE); every read sees every row."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field(text, DataType.VARCHAR, max_length=4000, enable_analyzer=True, enable_match=True)
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=[text], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    for field, kind, more in fields:
        schema.add_field(field, DataType[kind], **more)
    if vector:
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
        index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def insert(client, name, rows):
    """All rows, some at a time."""
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start : start + 500])


def ndcg(ids, grades, k=10):
    """As in chapter 11: (2**grade - 1) / log2(place + 1), over the best possible."""
    gain = lambda g, p: (2**g - 1) / math.log2(p + 1)  # noqa: E731
    best = sum(gain(g, p) for p, g in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return sum(gain(grades.get(i, 0), p) for p, i in enumerate(list(ids)[:k], 1)) / best if best else 0.0


def sentences(text):
    """(start, end) of each sentence, as the statement of ex03 and ex04 has it."""
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]


def plain_ids(found):
    """A list of ids as plain numbers, or None where it is something else."""
    try:
        return [int(i) for i in found]
    except (TypeError, ValueError):
        return None

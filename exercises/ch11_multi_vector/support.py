"""What the checks of chapter 11 share: things that two models have seen differently, and captions for BM25."""

import functools

import numpy as np
from pymilvus import DataType, Function, FunctionType

from grader.datasets import words

DIM = 32
WORDS = "red green blue small large old new round tall wild garden river night winter bird house boat tree lamp stone".split()


def unit(x):
    """Rows of length 1, float32."""
    x = np.asarray(x, np.float32)
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


@functools.lru_cache(maxsize=8)
def views(seed, n=3000):
    """Two models' vectors of the same n things: each has seen half of what there is to see."""
    both, _ = words(n, 2 * DIM, seed=seed)
    return unit(both[:, :DIM]), unit(both[:, DIM:])


def captions(rng, n, most=9):
    """n texts of 2 to `most` words, of different lengths, so that few of them are equal for BM25."""
    return [" ".join(rng.choice(WORDS, size=int(rng.integers(2, most + 1)))) for _ in range(n)]


def collection(client, name, vectors, fields=(), *, bm25=None):
    """A loaded collection whose every read sees every row.

    Args:
        vectors: field to (dimension, metric).
        fields: (name, type, further arguments of add_field).
        bm25: a VARCHAR field that becomes the sparse field `words`.
    """
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    index = client.prepare_index_params()
    for field, kind, more in fields:
        schema.add_field(field, DataType[kind], **more)
    for field, (dim, metric) in vectors.items():
        schema.add_field(field, DataType.FLOAT_VECTOR, dim=dim)
        index.add_index(field, index_type="FLAT", metric_type=metric)
    if bm25:
        schema.add_field(bm25, DataType.VARCHAR, max_length=500, enable_analyzer=True)
        schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
        schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=[bm25], output_field_names=["words"]))
        index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def insert(client, name, rows):
    """All rows, some at a time."""
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start : start + 500])


def new_ids(rng, n):
    """n different keys that are no positions, one of them negative."""
    ids = [int(i) for i in 1000 + rng.choice(900_000, size=n, replace=False)]
    return [-ids[0], *ids[1:]]


def rrf(rankings, k=60):
    """(id, score), best first; of equal scores the smaller id first."""
    scores = {}
    for ranking in rankings:
        for rank, id in enumerate(ranking, 1):
            scores[id] = scores.get(id, 0.0) + 1 / (k + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def pairs(found):
    """(id, score) as plain numbers, or None where it is something else."""
    try:
        return [(int(id), float(score)) for id, score in found]
    except (TypeError, ValueError):
        return None


def deepest(milvus):
    """The largest limit that any search, or a part of one, asked for; a server refuses more than 16,384."""
    limits = [0]
    for call in milvus.searches():
        if call.method == "Search":
            limits.append(int(call.params.get("topk", 0)))
        elif call.request is not None:
            pairs = [pair for part in call.request.requests for pair in part.search_params] + list(call.request.rank_params)
            limits += [int(pair.value) for pair in pairs if pair.key in ("topk", "limit")]
    return max(limits)

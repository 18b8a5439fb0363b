"""Words of chapter 2: their vectors in a space turned by the seed, and collections that compare every row."""

import functools

import numpy as np
from pymilvus import DataType

from grader.datasets import words

DIM = 64


@functools.lru_cache(maxsize=8)
def _pool(seed, n):
    vectors, names = words(n, DIM, seed=seed)
    good = [i for i, w in enumerate(names) if w.isascii() and w.isalpha() and len(w) > 2]
    return vectors[good].astype(np.float64), [names[i] for i in good]


def some_words(seed, rng, n):
    """n different words and their vectors, shape (n, 64), every row of length 1."""
    vectors, names = _pool(seed, max(3000, 3 * n))
    chosen = rng.choice(len(names), size=n, replace=False)
    taken = vectors[chosen]
    return taken / np.linalg.norm(taken, axis=1, keepdims=True), [names[i] for i in chosen]


def near(rng, vectors, spread=0.5):
    """A vector of length 1 that is near to some row."""
    at = vectors[int(rng.integers(len(vectors)))]
    query = at / np.linalg.norm(at) + spread * rng.normal(size=at.shape) / np.sqrt(at.size)
    return query / np.linalg.norm(query)


def shelf(client, name, vectors, names, metric):
    """A collection with `id`, `vector` and `word` that compares every row; a search sees all of them."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=vectors.shape[1])
    schema.add_field("word", DataType.VARCHAR, max_length=100)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    client.insert(name, [{"id": i, "vector": v, "word": w} for i, (v, w) in enumerate(zip(vectors.tolist(), names, strict=True))])


def small_world(rng, vectors, near=6, far=2):
    """For each row the rows it is linked to: its nearest, and a few from anywhere. Links go both ways, in no order."""
    n = len(vectors)
    gaps = ((vectors[:, None] - vectors[None]) ** 2).sum(axis=2)
    np.fill_diagonal(gaps, np.inf)
    links = [set() for _ in range(n)]
    for row, nearest in enumerate(np.argsort(gaps, axis=1)[:, :near]):
        for other in [*nearest, *rng.choice(n, far, replace=False)]:
            if other != row:
                links[row].add(int(other))
                links[int(other)].add(row)
    return [[int(r) for r in rng.permutation(sorted(rows))] for rows in links]

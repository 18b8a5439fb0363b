# expect: failed|partial
# because: "the ids of limit films ... fewer only if the collection has no more": liked films are dropped after the search took its limit
import numpy as np
from pymilvus import DataType


def build(client, name, likes, dim):
    """A row per film in Milvus; returns how many."""
    films = sorted({film for liked in likes.values() for film in liked})
    column = {film: n for n, film in enumerate(films)}
    table = np.zeros((len(likes), len(films)))
    for row, liked in enumerate(likes.values()):
        for film in liked:
            table[row, column[film]] = 1
    vectors = np.zeros((len(films), dim))
    learned = np.linalg.svd(table, full_matrices=False)[2][:dim].T
    vectors[:, : learned.shape[1]] = learned
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="IP")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    client.insert(name, [{"id": int(film), "vector": vectors[column[film]].tolist()} for film in films])
    return len(films)


def recommend(client, name, liked, limit):
    """The ids of the best films for these likes."""
    if not liked:
        return []
    liked = [int(film) for film in liked]
    rows = client.get(name, ids=liked, output_fields=["vector"])
    if not rows:
        return []
    taste = np.sum([row["vector"] for row in rows], axis=0)
    (hits,) = client.search(name, data=[taste.tolist()], limit=limit)
    return [hit["id"] for hit in hits if hit["id"] not in liked]

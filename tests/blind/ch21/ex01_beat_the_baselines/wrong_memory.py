# expect: failed|partial
# because: the films of build() are kept in the module, so a different process knows nothing
import numpy as np

KEPT = {}
from pymilvus import DataType


def build(client, name, likes, dim):
    """A row per film in Milvus; returns how many."""
    films = sorted({film for liked in likes.values() for film in liked})
    place = {film: i for i, film in enumerate(films)}
    table = np.zeros((len(likes), len(films)))
    for row, liked in enumerate(likes.values()):
        table[row, [place[film] for film in liked]] = 1
    vectors = np.linalg.svd(table, full_matrices=False)[2][:dim].T

    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type="IP")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    client.insert(name, [{"id": film, "vector": vector.tolist()} for film, vector in zip(films, vectors, strict=True)])
    global KEPT
    KEPT = dict(zip(films, vectors.tolist()))
    return len(films)


def recommend(client, name, liked, limit):
    """The ids of the best films for these likes."""
    if not liked:
        return []
    known = [{"vector": KEPT[f]} for f in liked if f in KEPT]
    if not known:
        return []
    taste = np.sum([row["vector"] for row in known], axis=0)
    (hits,) = client.search(name, data=[taste.tolist()], limit=limit, filter=f"id not in {list(liked)}")
    return [hit["id"] for hit in hits]

# expect: passed
# because: one query of at most 100 rows per candidate, one matrix product, np.unique over shifts
import numpy as np


def unit(rows):
    rows = np.asarray(rows, dtype=np.float64).reshape(len(rows), -1)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def score(rows, patches):
    if not rows or not patches:
        return 0
    theirs, ours = unit([r["vector"] for r in rows]), unit([p["vector"] for p in patches])
    there, here = np.nonzero(theirs @ ours.T >= 0.8)
    if not len(there):
        return 0
    places = np.array([[r["x"], r["y"]] for r in rows])[there] - np.array([[p["x"], p["y"]] for p in patches])[here]
    return int(np.unique(places, axis=0, return_counts=True)[1].max())


def scenes(client, name, patches_name, vector, patches, k, width):
    (hits,) = client.search(name, data=[vector], limit=width, consistency_level="Strong")
    result = []
    for hit in hits:
        rows = client.query(patches_name, filter=f"picture == {hit['id']}", output_fields=["x", "y", "vector"], limit=200)
        result.append((hit["id"], score(rows, patches), hit["distance"]))
    result.sort(key=lambda one: (one[1], one[2]), reverse=True)
    return [(i, s) for i, s, _ in result[:k]]

# expect: passed
# because: direction as one doubled angle (two numbers) from the structure tensor of the colored part, all pictures at once
import numpy as np

PAD = 128


def describe(pictures):
    p = np.asarray(pictures).astype(np.float64)
    excess = p - p.min(axis=3, keepdims=True)  # the ground is gray: nothing is left of it
    color = excess.sum(axis=(1, 2))
    color -= color.mean(axis=1, keepdims=True)
    ink = excess.max(axis=3)
    down, right = np.gradient(ink, axis=(1, 2))
    tensor = np.stack([(right**2 - down**2).sum(axis=(1, 2)), 2 * (right * down).sum(axis=(1, 2))], axis=1)
    parts = []
    for part in (color, tensor):
        norm = np.linalg.norm(part, axis=1, keepdims=True)
        parts.append(np.divide(part, norm, out=np.ones_like(part), where=norm > 1e-9))
    both = np.concatenate(parts, axis=1)
    return np.pad(both, ((0, 0), (0, PAD - both.shape[1])))


def store(client, name, rows):
    if not rows:
        return 0
    features = describe(np.stack([np.asarray(r["picture"]) for r in rows]))
    data = []
    for r, f in zip(rows, features, strict=True):
        data.append({"id": int(r["id"]), "vector": [float(x) for x in f]})
    client.upsert(collection_name=name, data=data)
    return len(data)


def alike(client, name, picture, k):
    query = describe(np.asarray(picture)[np.newaxis])
    return [h["id"] for h in client.search(collection_name=name, data=query.tolist(), anns_field="vector", limit=k, search_params={"metric_type": "COSINE"})[0]]

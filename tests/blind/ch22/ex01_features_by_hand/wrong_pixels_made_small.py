# expect: failed|partial
# because: "Yours has to reach 0.85"; "how wide the stripes are, where they begin, how bright the light was … does not matter": small pixels keep all of that
import numpy as np


def describe(pictures):
    p = np.asarray(pictures, dtype=np.float64)
    small = p.reshape(len(p), 6, 4, 6, 4, 3).mean(axis=(2, 4)).reshape(len(p), 108) / 255
    small = small - small.mean(axis=1, keepdims=True)
    return np.pad(small, ((0, 0), (0, 20)), constant_values=1e-3)


def store(client, name, rows):
    vectors = describe(np.array([row["picture"] for row in rows]))
    client.upsert(name, [{"id": row["id"], "vector": v.tolist()} for row, v in zip(rows, vectors)])
    return len(rows)


def alike(client, name, picture, k):
    (hits,) = client.search(name, data=describe(np.asarray(picture)[None]).tolist(), limit=k)
    return [hit["id"] for hit in hits]

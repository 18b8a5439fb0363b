# expect: passed
# because: all pieces written anew in small steps: prepared pictures one by one, network called once per picture, float32 rows, rows deduplicated by id before the upsert
import numpy as np


def shrink(picture):
    """A square picture (s, s, 3) as (8, 8, 3): each number the mean of what falls into its cell."""
    edges = np.arange(9) * len(picture) / 8
    cells = np.minimum(np.searchsorted(edges, np.arange(len(picture)) + 0.5, side="right") - 1, 7)
    share = np.eye(8)[cells] / np.maximum(np.bincount(cells, minlength=8), 1)
    return np.einsum("yi,yxc,xj->ijc", share, np.asarray(picture, dtype=np.float64), share)


def _bgr(picture):
    """Blue, green, red as floats on white."""
    a = np.asarray(picture)
    if len(a.shape) == 2:
        a = np.dstack((a, a, a))
    a = a.astype(float)
    if a.shape[-1] == 4:
        color, alpha = np.split(a, [3], axis=-1)
        a = 255 + (color - 255) * (alpha / 255)
    return a


def _bordered(a):
    h, w = a.shape[0], a.shape[1]
    if h < w:
        above = (w - h) // 2
        below = w - h - above
        return np.concatenate([np.full((above, w, 3), 255.0), a, np.full((below, w, 3), 255.0)], axis=0)
    if w < h:
        before = (h - w) // 2
        after = h - w - before
        return np.concatenate([np.full((h, before, 3), 255.0), a, np.full((h, after, 3), 255.0)], axis=1)
    return a


def flat(picture):
    """Three channels, red first, transparency laid on white."""
    return np.flip(_bgr(picture), axis=2)


def square(picture):
    """As wide as it is high."""
    return _bordered(picture)


def vectors_of(pictures, network):
    """One vector of length 1 per picture."""
    vectors = []
    for picture in pictures:
        small = shrink(square(flat(picture)))
        seen = np.moveaxis((small - 127) / 128, 2, 0)[None]
        row = np.asarray(network(seen), dtype=np.float64)[0]
        vectors.append(row / np.sqrt(row @ row))
    return np.stack(vectors)


def store(client, name, rows, network):
    """Store pictures; returns how many."""
    if not rows:
        return 0
    latest = {row["id"]: row["picture"] for row in rows}
    vectors = vectors_of(list(latest.values()), network)
    client.upsert(name, [{"id": i, "vector": v.astype(np.float32).tolist()} for i, v in zip(latest, vectors)])
    return len(latest)


def similar(client, name, id, k):
    """The ids of the k other pictures most alike."""
    vector = client.query(name, filter=f"id == {id}", output_fields=["vector"])[0]["vector"]
    hits = client.search(name, data=[vector], limit=k, filter=f"id not in [{id}]", search_params={"metric_type": "IP"})
    return [hit["id"] for hit in hits[0]]

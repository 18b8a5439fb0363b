# expect: passed
# because: np.pad for the borders, one composite for alpha, and similar asks for one more and leaves the picture itself out
import numpy as np


def shrink(picture):
    """A square picture (s, s, 3) as (8, 8, 3): each number the mean of what falls into its cell."""
    edges = np.arange(9) * len(picture) / 8
    cells = np.minimum(np.searchsorted(edges, np.arange(len(picture)) + 0.5, side="right") - 1, 7)
    share = np.eye(8)[cells] / np.maximum(np.bincount(cells, minlength=8), 1)
    return np.einsum("yi,yxc,xj->ijc", share, np.asarray(picture, dtype=np.float64), share)


def flat(picture):
    """Three channels, red first, transparency laid on white."""
    picture = np.array(picture, dtype=np.float64)
    if picture.ndim == 2:
        picture = picture[:, :, None].repeat(3, axis=2)
    alpha = picture[:, :, 3:4] if picture.shape[2] == 4 else np.full(picture.shape[:2] + (1,), 255.0)
    blue_first = picture[:, :, :3] * alpha / 255 + 255 * (1 - alpha / 255)
    return blue_first[:, :, [2, 1, 0]]


def square(picture):
    """White borders until it is as wide as it is high."""
    h, w, _ = picture.shape
    down, right = max(w - h, 0), max(h - w, 0)
    return np.pad(picture, ((down // 2, down - down // 2), (right // 2, right - right // 2), (0, 0)), constant_values=255)


def vectors_of(pictures, network):
    """One vector of length 1 per picture."""
    small = np.array([shrink(square(flat(picture))) for picture in pictures])
    rows = np.asarray(network(((small - 127) / 128).transpose(0, 3, 1, 2)), dtype=np.float64)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def store(client, name, rows, network):
    """Store pictures; returns how many."""
    vectors = vectors_of([row["picture"] for row in rows], network)
    client.upsert(name, [{"id": row["id"], "vector": v.tolist()} for row, v in zip(rows, vectors, strict=True)])
    return len(rows)


def similar(client, name, id, k):
    """The ids of the k other pictures most alike."""
    (row,) = client.get(name, ids=[id], output_fields=["vector"])
    (hits,) = client.search(name, data=[row["vector"]], limit=k + 1, consistency_level="Strong")
    return [hit["id"] for hit in hits if hit["id"] != id][:k]

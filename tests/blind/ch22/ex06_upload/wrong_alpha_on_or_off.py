# expect: failed|partial
# because: "value * alpha / 255 + 255 * (1 - alpha / 255)": a pixel is opaque or white, nothing between
import numpy as np


def shrink(picture):
    """A square picture (s, s, 3) as (8, 8, 3): each number the mean of what falls into its cell."""
    edges = np.arange(9) * len(picture) / 8
    cells = np.minimum(np.searchsorted(edges, np.arange(len(picture)) + 0.5, side="right") - 1, 7)
    share = np.eye(8)[cells] / np.maximum(np.bincount(cells, minlength=8), 1)
    return np.einsum("yi,yxc,xj->ijc", share, np.asarray(picture, dtype=np.float64), share)


def flat(picture):
    """Three channels, red first, transparency laid on white."""
    picture = np.asarray(picture, dtype=np.float64)
    if picture.ndim == 2:
        return np.stack([picture] * 3, axis=-1)
    if picture.shape[2] == 4:
        share = (picture[:, :, 3:] > 127).astype(float)
        picture = picture[:, :, :3] * share + 255 * (1 - share)
    return picture[:, :, ::-1]


def square(picture):
    """As wide as it is high."""
    h, w = picture.shape[:2]
    side = max(h, w)
    top, left = (side - h) // 2, (side - w) // 2
    white = np.full((side, side, 3), 255.0)
    white[top : top + h, left : left + w] = picture
    return white


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
    (hits,) = client.search(name, data=[row["vector"]], limit=k, filter=f"id != {id}", consistency_level="Strong")
    return [hit["id"] for hit in hits]

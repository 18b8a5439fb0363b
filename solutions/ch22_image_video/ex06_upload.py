"""Bug hunt: uploads.

A picture service works on the developer's own photographs. On the pictures of its users it is poor, and no error is raised. Find **five** mistakes.

The recipe, in this order:

1. A picture comes as the decoder delivers it: an array of 8-bit numbers, (h, w, 3) in the order **blue, green, red**, (h, w, 4) in the order blue, green, red, **alpha**, or (h, w), gray. h and w are 8 to 64, and may differ.
2. Gray becomes three equal channels. Alpha is laid on **white**: each channel becomes `value * alpha / 255 + 255 * (1 - alpha / 255)`, not rounded.
3. The channels are put into the order red, green, blue.
4. A picture that is not square gets **white** borders of equal width on both sides (the right or lower one is a pixel wider where the rest is odd), until both sides are the longer one.
5. It is reduced to 8 x 8 by `shrink`, which is given and right.
6. The network sees floats of the shape (n, 3, 8, 8), each `(value - 127) / 128`. The rows of 32 numbers that it returns are scaled to length 1.

The pieces:

- `vectors_of(pictures, network)` returns an array (n, 32) for a list of one or more pictures.
- `store(client, name, rows, network)` gets up to 300 rows `{"id": 7, "picture": …}`, stores `id` and `vector` in the collection `name` (IP, Strong), and returns how many pictures it stored. A user may upload a new picture under an id that is there: then the new one replaces it.
- `similar(client, name, id, k)` returns the ids of the k **other** stored pictures that are most alike to the stored picture `id`, best first; all of the others if there are fewer than k.
"""

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
        alpha = picture[:, :, 3:] / 255
        picture = picture[:, :, :3] * alpha + 255 * (1 - alpha)
    return picture[:, :, ::-1]


def square(picture):
    """White borders until both sides are equal."""
    h, w = picture.shape[:2]
    side = max(h, w)
    out = np.full((side, side, 3), 255.0)
    top, left = (side - h) // 2, (side - w) // 2
    out[top : top + h, left : left + w] = picture
    return out


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

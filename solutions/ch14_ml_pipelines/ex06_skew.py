"""Bug hunt: skew.

Two people wrote this program, and every test passes. Search is mediocre all the same. The batch job `store` and the service `serve` are supposed to follow
one recipe, the one that the network was trained with. They do not, and the start-up check that should have noticed lets everything through. Find **five** mistakes.

The recipe, in this order:

1. The network sees pictures as floats of the shape (n, 3, 8, 8): red, green, blue, then rows, then columns. Each pixel is `(value - 127) / 128`, value being 0 to 255.
2. Each row of 32 numbers that the network returns is scaled to length 1.
3. `mean` is subtracted: 32 numbers that were computed once, from the training data, and belong to the model.
4. The result is scaled to length 1 again.

The pieces:

- `store(client, name, rows, network, mean)` gets `rows` of `{"id": 7, "picture": …}`, with pictures as arrays of the shape (8, 8, 3), 8-bit, in the order **red, green, blue**. It stores `id` and `vector` in the collection
  `name` (IP, Strong), replaces rows that are there, and returns how many pictures it stored.
- `vector_of(picture, network, mean)` returns the vector of one picture of the service's camera: (8, 8, 3), 8-bit, in the order **blue, green, red**.
- `serve(client, name, picture, k, network, mean)` returns the ids of the k pictures most alike, best first.
- `may_start(golden, vectors, network, mean)` gets some pictures of the camera and the vectors that the same pictures had at training time, perhaps at a different length. It returns True
  if each of them has a cosine of at least 0.999 with the vector that the service makes now, and False otherwise.
"""

import numpy as np


def prepared(pictures):
    """Pictures, red first, as the network was trained to see them."""
    pixels = (np.asarray(pictures, dtype=np.float64) - 127) / 128
    return pixels.transpose(0, 3, 1, 2)


def embedded(pictures, network, mean):
    """The recipe, for the batch job and the service alike."""
    rows = unit(np.asarray(network(prepared(pictures)), dtype=np.float64))
    return unit(rows - np.asarray(mean))


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def store(client, name, rows, network, mean):
    """The batch job: store pictures, red first; returns how many."""
    vectors = embedded([row["picture"] for row in rows], network, mean)
    client.upsert(name, [{"id": row["id"], "vector": v.tolist()} for row, v in zip(rows, vectors, strict=True)])
    return len(rows)


def vector_of(picture, network, mean):
    """The vector of one picture of the camera, blue first."""
    return embedded([np.asarray(picture)[:, :, ::-1]], network, mean)[0]


def serve(client, name, picture, k, network, mean):
    """The ids of the k pictures most alike."""
    (hits,) = client.search(name, data=[list(map(float, vector_of(picture, network, mean)))], limit=k, consistency_level="Strong")
    return [hit["id"] for hit in hits]


def may_start(golden, vectors, network, mean):
    """Whether the service makes the vectors that training made."""
    now = np.array([vector_of(picture, network, mean) for picture in golden])
    then = unit(np.asarray(vectors, dtype=np.float64))
    return bool(((now * then).sum(axis=1) >= 0.999).all())

# id: the-mean-of-whoever-comes
# check: test_what_is_stored
# why: Centering is to subtract the mean, and the mean of what is at hand is one line of code. Then a vector depends on the pictures beside it.
# source: scikit-learn, Common pitfalls (preprocessing that is fitted on test data); the line stood in the bug hunt's own starter

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
    vectors = unit(np.asarray(network(prepared([row["picture"] for row in rows])), dtype=np.float64))
    vectors = unit(vectors - vectors.mean(axis=0))
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

# id: nearly-the-same-will-do
# check: test_golden
# why: 0.9 sounds like nearly the same, and an average is robust. But a lost step leaves cosines above 0.9, and one broken picture of five hides in the average.
# source: the lesson of this chapter, which measures the cosines of lost steps; the line stood in the bug hunt's own starter

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
    return bool((now * then).sum(axis=1).mean() > 0.9)

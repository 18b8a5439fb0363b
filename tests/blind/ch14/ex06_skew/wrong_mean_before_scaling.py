# expect: failed|partial
# because: 'The recipe, in this order': the mean is subtracted before the first scaling
import numpy as np



def recipe(pictures, network, mean):
    pixels = (np.asarray(pictures, dtype=np.float64) - 127) / 128
    vectors = np.asarray(network(pixels.transpose(0, 3, 1, 2)), dtype=np.float64)
    vectors = vectors - np.asarray(mean)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def store(client, name, rows, network, mean):
    """The batch job: store pictures, red first; returns how many."""
    vectors = recipe([row["picture"] for row in rows], network, mean)
    client.upsert(name, [{"id": row["id"], "vector": v.tolist()} for row, v in zip(rows, vectors, strict=True)])
    return len(rows)


def vector_of(picture, network, mean):
    """The vector of one picture of the camera, blue first."""
    return recipe(np.asarray(picture)[None, :, :, ::-1], network, mean)[0]


def serve(client, name, picture, k, network, mean):
    """The ids of the k pictures most alike."""
    (hits,) = client.search(name, data=[list(map(float, vector_of(picture, network, mean)))], limit=k, consistency_level="Strong")
    return [hit["id"] for hit in hits]


def may_start(golden, vectors, network, mean):
    """Whether the service makes the vectors that training made."""
    now = np.array([vector_of(picture, network, mean) for picture in golden])
    then = np.asarray(vectors, dtype=np.float64)
    then = then / np.linalg.norm(then, axis=1, keepdims=True)
    return bool(((now * then).sum(axis=1) >= 0.999).all())

# expect: failed|partial
# because: 'in the order **blue, green, red**': the channels are not turned
import numpy as np



def store(client, name, rows, network, mean):
    pictures = np.array([row["picture"] for row in rows], dtype=np.float64)
    pixels = (pictures - 127) / 128
    vectors = np.asarray(network(pixels.transpose(0, 3, 1, 2)), dtype=np.float64)
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors - np.asarray(mean)
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    client.upsert(name, [{"id": row["id"], "vector": v.tolist()} for row, v in zip(rows, vectors, strict=True)])
    return len(rows)


def vector_of(picture, network, mean):
    pixels = (np.asarray(picture, dtype=np.float64)- 127) / 128
    (vector,) = np.asarray(network(pixels.transpose(2, 0, 1)[None]), dtype=np.float64)
    vector = vector / np.linalg.norm(vector) - np.asarray(mean)
    return vector / np.linalg.norm(vector)


def serve(client, name, picture, k, network, mean):
    (hits,) = client.search(name, data=[list(map(float, vector_of(picture, network, mean)))], limit=k, consistency_level="Strong")
    return [hit["id"] for hit in hits]


def may_start(golden, vectors, network, mean):
    now = np.array([vector_of(picture, network, mean) for picture in golden])
    then = np.asarray(vectors, dtype=np.float64)
    then = then / np.linalg.norm(then, axis=1, keepdims=True)
    return bool((now * then).sum(axis=1).min() >= 0.999)

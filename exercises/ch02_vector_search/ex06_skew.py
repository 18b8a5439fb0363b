"""Bug hunt: well in the notebook, badly in production.

A colleague's model gives vectors that have much in common (all point roughly the same way) and very different lengths.
In the notebook the colleague took the common part away, brought every vector to length 1, and found good neighbors. In
production the same idea gives strange answers. Three things are wrong, each in another function:

1. vectors that should have length 1 do not,
2. a query is compared with words that were prepared in another way than it was,
3. the words that are kept are the ones to be dropped.

Find the three mistakes and mend them. Change no function's name or arguments.

- `prepare(vectors, mean)`: `vectors` of shape (n, d) as the model gives them, `mean` of shape (d,): the mean of the
  vectors that were there when the collection was made. Returns an array of shape (n, d), every row of length 1
- `store(client, name, vectors, words, mean)`: makes the collection with the prepared vectors (index FLAT; metric IP, or
  COSINE, which is the same for vectors of length 1; consistency level Strong: what was stored is found at once)
- `related(client, name, vector, mean, k)`: `vector` is one vector as the model gives it. Returns the `k` best words as
  pairs (word, similarity), best first; the similarity is the cosine of the two prepared vectors
- `confident(pairs, least)`: the words of the pairs whose similarity is at least `least`, in their order
"""

import numpy as np
from pymilvus import DataType


def prepare(vectors, mean):
    """Vectors as they are compared: without what all have in common, each of length 1. Shape (n, d)."""
    centerd = np.asarray(vectors) - mean
    return centerd / np.linalg.norm(centerd)


def store(client, name, vectors, words, mean):
    """Make the collection, and put every word into it with its prepared vector."""
    prepared = prepare(vectors, mean)
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=prepared.shape[1])
    schema.add_field("word", DataType.VARCHAR, max_length=100)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="IP")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    rows = [{"id": i, "vector": v, "word": w} for i, (v, w) in enumerate(zip(prepared.tolist(), words))]
    client.insert(name, rows)


def related(client, name, vector, mean, k):
    """The k stored words most similar to a vector as the model gave it: pairs (word, similarity), best first."""
    query = np.asarray(vector) / np.linalg.norm(vector)
    hits = client.search(name, data=[query.tolist()], limit=k, anns_field="vector", output_fields=["word"])[0]
    return [(hit["entity"]["word"], hit["distance"]) for hit in hits]


def confident(pairs, least):
    """The words of those pairs whose similarity is at least `least`."""
    return [word for word, distance in pairs if distance <= least]

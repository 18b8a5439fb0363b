# expect: failed|partial
# because: "the words of the pairs whose similarity is at least `least`" -- keeps only what is more than least
import numpy as np
from pymilvus import DataType


def prepare(vectors, mean):
    """Vectors as they are compared: without what all have in common, each of length 1. Shape (n, d)."""
    centerd = np.asarray(vectors) - mean
    return centerd / np.linalg.norm(centerd, axis=1, keepdims=True)


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
    query = prepare(np.asarray(vector)[None], mean)[0]
    hits = client.search(name, data=[query.tolist()], limit=k, anns_field="vector", output_fields=["word"])[0]
    return [(hit["entity"]["word"], hit["distance"]) for hit in hits]


def confident(pairs, least):
    """The words of those pairs whose similarity is at least `least`."""
    return [word for word, distance in pairs if distance > least]

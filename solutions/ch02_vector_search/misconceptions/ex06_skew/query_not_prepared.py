# id: query-not-prepared
# check: test_a_query_is_prepared_like_the_rows
# why: The preparation belongs to the job that filled the collection; whoever writes the service sees a vector and a search, and both have the right shape. Nothing fails, the answers are only worse.
# source: https://github.com/RamaAditya49/titen/issues/155 (queries and documents sent through one call although the model wants them prepared differently); Sculley et al., Hidden Technical Debt in Machine Learning Systems, NIPS 2015; https://developers.google.com/machine-learning/guides/rules-of-ml (rules 29 to 37: training-serving skew)

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
    query = np.asarray(vector) / np.linalg.norm(vector)
    hits = client.search(name, data=[query.tolist()], limit=k, anns_field="vector", output_fields=["word"])[0]
    return [(hit["entity"]["word"], hit["distance"]) for hit in hits]


def confident(pairs, least):
    """The words of those pairs whose similarity is at least `least`."""
    return [word for word, similarity in pairs if similarity >= least]

# expect: passed
# because: the hits' vectors come along, and both numbers are measured from them
import numpy as np


def hits(client, name, vector, k):
    answer = client.search(name, data=[vector], limit=k, output_fields=["word", "vector"], consistency_level="Strong")[0]
    return [(hit["entity"]["word"], np.array(hit["entity"]["vector"], dtype=float)) for hit in answer]


def similar(client, name, vector, k):
    q = np.array(vector)
    return [(word, float(v @ q / np.sqrt((v @ v) * (q @ q)))) for word, v in hits(client, name, vector, k)]


def euclidean(client, name, vector, k):
    return [(word, float(np.linalg.norm(v - vector))) for word, v in hits(client, name, vector, k)]

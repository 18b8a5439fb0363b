# expect: failed|partial
# because: the search has no limit and so brings ten hits: for k above 10 the answer is short
import math


def similar(client, name, vector, k):
    hits = client.search(name, data=[vector], output_fields=["word"])[0]
    return [(hit["entity"]["word"], hit["distance"]) for hit in hits[:k]]


def euclidean(client, name, vector, k):
    hits = client.search(name, data=[vector], output_fields=["word"])[0]
    return [(hit["entity"]["word"], math.sqrt(max(hit["distance"], 0.0))) for hit in hits[:k]]

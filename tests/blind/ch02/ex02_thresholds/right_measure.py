# expect: passed
# because: fetches the stored vectors with the hits and measures with math.dist, so that the metric's number is never read
import math


def close_enough(client, name, metric, vector, euclidean, limit):
    """Words of the hits that are at most `euclidean` away, nearest first."""
    answer = client.search(name, data=[vector], anns_field="vector", limit=limit, output_fields=["word", "vector"])
    words = []
    for hit in answer[0]:
        entity = hit["entity"]
        if math.dist([float(x) for x in entity["vector"]], vector) <= euclidean:
            words.append(entity["word"])
    return words

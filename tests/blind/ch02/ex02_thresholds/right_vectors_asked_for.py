# expect: passed
# because: the hits bring their vectors, and the distance is measured here; the metric only orders them
import math


def close_enough(client, name, metric, vector, euclidean, limit):
    hits = client.search(name, data=[vector], anns_field="vector", limit=limit, output_fields=["word", "vector"], consistency_level="Strong")[0]
    return [h["entity"]["word"] for h in hits if math.dist(h["entity"]["vector"], vector) <= euclidean]

# expect: failed|partial
# because: the border of a cosine is taken for 1 - distance; on vectors of length 1 it is 1 - distance² / 2
def close_enough(client, name, metric, vector, euclidean, limit):
    hits = client.search(name, data=[vector], limit=limit, output_fields=["word"], consistency_level="Strong")[0]
    if metric == "L2":
        return [h["entity"]["word"] for h in hits if h["distance"] <= euclidean**2]
    return [h["entity"]["word"] for h in hits if h["distance"] >= 1 - euclidean]

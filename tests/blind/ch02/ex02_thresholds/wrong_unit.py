# expect: failed|partial
# because: "where it is L2, they may have any length" -- brings the query and the border to length 1 first


def close_enough(client, name, metric, vector, euclidean, limit):
    """Words of the hits that are at most `euclidean` away, nearest first."""
    long = sum(x * x for x in vector) ** 0.5
    vector = [x / long for x in vector]
    hits = client.search(name, data=[vector], limit=limit, output_fields=["word"])[0]
    if metric == "L2":
        return [hit["entity"]["word"] for hit in hits if hit["distance"] <= euclidean**2]
    least = 1 - euclidean**2 / 2
    return [hit["entity"]["word"] for hit in hits if hit["distance"] >= least]

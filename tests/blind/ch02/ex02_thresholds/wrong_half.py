# expect: failed|partial
# because: "the largest Euclidean distance that counts" -- forgets the half: 1 - d squared


def close_enough(client, name, metric, vector, euclidean, limit):
    """Words of the hits that are at most `euclidean` away, nearest first."""
    hits = client.search(name, data=[vector], limit=limit, output_fields=["word"])[0]
    if metric == "L2":
        return [hit["entity"]["word"] for hit in hits if hit["distance"] <= euclidean**2]
    least = 1 - euclidean**2
    return [hit["entity"]["word"] for hit in hits if hit["distance"] >= least]

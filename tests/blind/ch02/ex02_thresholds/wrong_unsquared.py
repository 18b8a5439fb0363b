# expect: failed|partial
# because: "at most `euclidean` away ... by Euclidean distance" -- takes Milvus' L2 number for the ruler's (it is the square)


def close_enough(client, name, metric, vector, euclidean, limit):
    """Words of the hits that are at most `euclidean` away, nearest first."""
    hits = client.search(name, data=[vector], limit=limit, output_fields=["word"])[0]
    if metric == "L2":
        return [hit["entity"]["word"] for hit in hits if hit["distance"] <= euclidean]
    least = 1 - euclidean**2 / 2
    return [hit["entity"]["word"] for hit in hits if hit["distance"] >= least]

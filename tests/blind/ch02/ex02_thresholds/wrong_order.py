# expect: failed|partial
# because: "nearest first" -- sorts by Milvus' number, smallest first, under every metric: COSINE and IP come out backwards


def close_enough(client, name, metric, vector, euclidean, limit):
    """Words of the hits that are at most `euclidean` away, nearest first."""
    hits = client.search(name, data=[vector], limit=limit, output_fields=["word"])[0]
    good = []
    for hit in hits:
        number = hit["distance"]
        squared = number if metric == "L2" else 2 - 2 * number
        if squared <= euclidean**2:
            good.append((number, hit["entity"]["word"]))
    return [word for _, word in sorted(good)]

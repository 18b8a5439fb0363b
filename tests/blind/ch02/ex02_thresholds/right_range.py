# expect: passed
# because: lets Milvus do it: a range search, the border turned into a radius of the metric (d squared, or 1 - d squared / 2)


def close_enough(client, name, metric, vector, euclidean, limit):
    """Words of the hits that are at most `euclidean` away, nearest first."""
    square = euclidean * euclidean
    radius = {"L2": square, "COSINE": 1 - square / 2, "IP": 1 - square / 2}[metric]
    hits = client.search(
        collection_name=name, data=[vector], limit=limit, search_params={"params": {"radius": radius}}, output_fields=["word"]
    )[0]
    return [hit.get("entity").get("word") for hit in hits]

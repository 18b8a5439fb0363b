# id: cosine-distance-is-euclidean
# check: test_cosine
# why: 1 - cosine is called the cosine distance, so it is compared with another distance as if both had one scale. For vectors of length 1 it is half of the squared Euclidean one.
# source: https://github.com/mem0ai/mem0/pull/4456 (1 - distance for one store, 1 / (1 + distance) for another, one threshold for both); docs v3.0.x metric.md, "Cosine similarity"
# BEGIN SOLUTION
    hits = client.search(name, data=[vector], limit=limit, output_fields=["word"])[0]
    if metric == "L2":
        kept = [hit for hit in hits if hit["distance"] <= euclidean**2]
    else:
        kept = [hit for hit in hits if 1 - hit["distance"] <= euclidean]
    return [hit["entity"]["word"] for hit in kept]
# END SOLUTION

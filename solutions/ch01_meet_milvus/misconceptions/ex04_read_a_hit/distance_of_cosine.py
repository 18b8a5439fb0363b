# id: distance-of-cosine
# check: test_similar
# why: The key is called "distance", so 1 - distance is taken for the similarity; under COSINE it is the similarity already.
# source: docs v3.0.x metric.md, "Cosine similarity"; the key's name is the same for every metric
# BEGIN SOLUTION similar
    hits = client.search(name, data=[vector], limit=k, output_fields=["word"])[0]
    return [(hit["entity"]["word"], 1 - hit["distance"]) for hit in hits]
# END SOLUTION

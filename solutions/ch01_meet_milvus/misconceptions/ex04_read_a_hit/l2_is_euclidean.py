# id: l2-is-euclidean
# check: test_euclidean
# why: L2 is the textbook's name of the Euclidean distance; Milvus saves the square root, because the order is the same without it.
# source: docs v3.0.x metric.md, "Euclidean distance (L2)": the value before the square root
# BEGIN SOLUTION euclidean
    hits = client.search(name, data=[vector], limit=k, output_fields=["word"])[0]
    return [(hit["entity"]["word"], hit["distance"]) for hit in hits]
# END SOLUTION

# id: l2-is-euclidean
# check: test_l2
# why: L2 is the name of the Euclidean norm, and NumPy, SciPy and scikit-learn return its root. Milvus and faiss leave the root out.
# source: https://github.com/milvus-io/milvus/issues/4923 (2.0 where numpy.linalg.norm says 1.414); https://github.com/milvus-io/milvus/issues/9381; https://github.com/langchain-ai/langchain/issues/32058
# BEGIN SOLUTION
    hits = client.search(name, data=[vector], limit=limit, output_fields=["word"])[0]
    if metric == "L2":
        kept = [hit for hit in hits if hit["distance"] <= euclidean]
    else:
        kept = [hit for hit in hits if hit["distance"] >= 1 - euclidean**2 / 2]
    return [hit["entity"]["word"] for hit in kept]
# END SOLUTION

# id: the-estimate-is-the-order
# check: test_nearest
# why: The estimate has no bias, so the smallest estimates are the nearest rows. On average right is not right for each.
# source: searches on quantized vectors without a refiner; docs v3.0.x, IVF_RABITQ, on refine and refine_k
# BEGIN SOLUTION nearest
    ids = [int(i) for i in np.argsort(estimate(code, query, centroid, rotation))[:k]]
    rows = client.get(name, ids=ids, output_fields=["id", "vector"])
    distance = {row["id"]: float(((np.asarray(row["vector"]) - query) ** 2).sum()) for row in rows}
    return sorted(distance, key=distance.get)[:k]
    # END SOLUTION

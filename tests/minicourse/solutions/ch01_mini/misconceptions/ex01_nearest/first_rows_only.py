# id: first-rows-only
# check: test_rows_arrive
# why: a batch looks like the whole
# source: the course's own miniature
# BEGIN SOLUTION
    distances = ((np.asarray(rows) - np.asarray(query)) ** 2).sum(axis=1)
    return [int(i) for i in np.argsort(distances, kind="stable")[:k]]
# END SOLUTION
# BEGIN SOLUTION
    client.create_collection(name, dimension=rows.shape[1], metric_type="L2")
    client.insert(name, [{"id": i, "vector": row.tolist()} for i, row in enumerate(rows[:100])])
# END SOLUTION

# id: l2-not-squared
# check: test_distances_from_a_table
# why: np.linalg.norm is how one writes a distance, so the table is filled with roots, and their sum is taken for the distance. Roots of parts do not add up.
# source: https://www.runlocalai.co/learn/courses/vector-database-internals/chapter-12-pq-encoding-and-search (the table is filled with np.linalg.norm and summed); on Milvus' squared L2: https://github.com/milvus-io/milvus/issues/7365
# BEGIN SOLUTION distances
    m = len(codebooks)
    table = np.linalg.norm(query.reshape(m, 1, -1) - codebooks, axis=2)
    return table[np.arange(m), codes].sum(axis=1)
# END SOLUTION

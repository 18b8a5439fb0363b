# id: hnsw-for-everything
# check: test_memory_decides, test_almost_everything_filtered_out, test_many_neighbors, test_bigger_than_memory
# why: HNSW leads the public benchmarks, which give it all the memory it wants, ask for ten neighbors and filter nothing.
# source: docs v3.0.x index-explained.md, the decision matrix, whose six rows name HNSW once; ann-benchmarks measures in memory, unfiltered, k = 10 and 100
# BEGIN SOLUTION
    return "FLAT" if sheet["recall"] == 1.0 else "HNSW"
# END SOLUTION

# id: metric-lost
# check: test_another_index_in_its_place
# why: The examples of the new index are copied with their metric. Nothing fails: the collection answers, with other neighbors.
# source: docs v3.0.x hnsw.md and ivf-flat.md, whose examples all say metric_type="L2"; the docs' default is COSINE
# BEGIN SOLUTION modern_index
    if index["index_type"] != "ANNOY":
        return index
    return {"index_type": "HNSW", "metric_type": "L2", "params": {"M": 16, "efConstruction": 200}}
# END SOLUTION

# id: falls-back-to-flat
# check: test_another_index_in_its_place
# why: The quickest way to silence "invalid index type" is an index that always works. It does, and every query then compares every vector.
# source: https://github.com/milvus-io/milvus/issues/30608 ("invalid index type: ANNOY"); docs v3.0.x flat.md on what FLAT costs
# BEGIN SOLUTION modern_index
    if index["index_type"] != "ANNOY":
        return index
    return {"index_type": "FLAT", "metric_type": index["metric_type"], "params": {}}
# END SOLUTION

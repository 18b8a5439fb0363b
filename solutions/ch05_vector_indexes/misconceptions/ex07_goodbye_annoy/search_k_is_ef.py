# id: search-k-is-ef
# check: test_a_collection_moves
# why: Both are "how many candidates", so the number is handed on under its new name. -1 meant 5% of the data for ANNOY; for ef it is out of range.
# source: docs v2.1.x index.md: search_k ranges over {-1} ∪ [top_k, n × n_trees], "-1 means 5% of the whole data" (v2.2.x: [k, inf]); run here: 2.2.16 itself refuses search_k=-1; ef=-1 is refused by server 2.3.5 and finds next to nothing on Lite 3.2.2
# BEGIN SOLUTION modern_search
    return {"metric_type": params["metric_type"], "params": {"ef": params["params"]["search_k"]}}
# END SOLUTION

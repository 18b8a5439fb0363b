# id: as-much-ef-as-possible
# check: test_walk_within_the_budget
# why: Recall only rises with ef, so the largest value looks like the safest. A walk that keeps every row visits every row.
# source: https://github.com/nmslib/hnswlib/issues/341 (sef=2000 to mend a bad recall); docs v3.0.x hnsw.md recommends [K, 10K]
# BEGIN SOLUTION search
    answers = client.search(name, data=queries, limit=k, anns_field="vector", search_params={"params": {"ef": 4000}})
    return [[hit["id"] for hit in hits] for hits in answers]
# END SOLUTION

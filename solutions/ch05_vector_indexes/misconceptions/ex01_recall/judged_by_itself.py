# id: judged-by-itself
# check: test_a_collection_against_the_oracle
# why: A second collection just for measuring feels wasteful, so the index's own answer is taken for the truth. Agreement with itself is always perfect.
# source: https://github.com/nmslib/hnswlib/issues/423 (recall measured as the overlap of two HNSW graphs)
# BEGIN SOLUTION
    shares = [len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)]
    return sum(shares) / len(shares)
# END SOLUTION
# BEGIN SOLUTION
    answers = client.search(approximate, data=queries, limit=k, anns_field="vector", search_params=search_params)
    found = [[hit["id"] for hit in hits] for hits in answers]
    return recall_at_k(found, [ids[:k] for ids in found])
# END SOLUTION

# id: not-brings-them-back
# check: test_nearest
# why: "not (stars == 3)" is read as "everything else". The negation of unknown is unknown.
# source: https://github.com/milvus-io/milvus/issues/48441 (what NOT over NULL has to give, and how hard it is to get right)
# BEGIN SOLUTION nearest_not_rated
    hits = client.search(name, data=[vector], limit=k, filter=f"not (stars == {stars})")[0]
    return [hit["id"] for hit in hits]
# END SOLUTION

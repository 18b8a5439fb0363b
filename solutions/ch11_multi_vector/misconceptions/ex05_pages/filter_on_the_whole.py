# id: filter-on-the-whole
# check: test_filter
# why: A plain search takes filter=, so hybrid_search gets it too. pymilvus 3.0.2 has no such parameter there, and drops it without a word.
# source: docs v3.0.x multi-vector-search.md (filtering belongs to each request)
# BEGIN SOLUTION page
    parts = [AnnSearchRequest([list(query)], field, {}, limit=depth) for field, query in asked.items()]
    (hits,) = client.hybrid_search(name, parts, RRFRanker(60), limit=size, offset=number * size, filter=filter)
    return [hit["id"] for hit in hits]
# END SOLUTION

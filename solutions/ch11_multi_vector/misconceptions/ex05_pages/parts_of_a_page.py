# id: parts-of-a-page
# check: test_first_page
# why: Ten are shown, so ten are fetched from each field. A row that is twelfth in both is better than one that is first in one, and in no list of ten.
# source: docs v3.0.x multi-vector-search.md (the example asks each request for as many as the whole)
# BEGIN SOLUTION page
    parts = [AnnSearchRequest([list(query)], field, {}, limit=size, filter=filter) for field, query in asked.items()]
    (hits,) = client.hybrid_search(name, parts, RRFRanker(60), limit=size, offset=number * size)
    return [hit["id"] for hit in hits]
# END SOLUTION

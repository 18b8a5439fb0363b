# id: ten-times-is-enough
# check: test_large_series
# why: Fetching ten times as many and throwing away the rest is what one does for a filter. One series of hundreds fills all of it.
# source: docs v3.0.x multi-vector-search.md (the limit of each request decides what the ranker sees)
# BEGIN SOLUTION varied
    parts = [AnnSearchRequest([list(query)], field, {}, limit=3000) for field, query in asked.items()]
    (hits,) = client.hybrid_search(name, parts, RRFRanker(60), limit=10 * k, output_fields=["series"])
    taken, count = [], {}
    for hit in hits:
        series = hit["entity"]["series"]
        if count.get(series, 0) < most:
            count[series] = count.get(series, 0) + 1
            taken.append(hit["id"])
    return taken[:k]
# END SOLUTION

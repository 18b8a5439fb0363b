# id: zero-is-nothing
# check: test_search
# why: A vector of zeros looks like no vector, so no filter seems to be needed. It has a score like any other, and a place.
# source: docs v3.0.x nullable-and-default.md (only NULL vectors are skipped)
# BEGIN SOLUTION search
    asked = {"meaning": meaning, "picture": picture}
    parts = [AnnSearchRequest([list(query)], field, {}, limit=2000) for field, query in asked.items() if query is not None]
    if not parts:
        return []
    (hits,) = client.hybrid_search(name, parts, RRFRanker(60), limit=k)
    return [hit["id"] for hit in hits]
# END SOLUTION

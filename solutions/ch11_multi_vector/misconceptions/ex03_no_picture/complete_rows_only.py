# id: complete-rows-only
# check: test_search
# why: A search by text and picture is taken for a search among things that have both. Whoever has one of them can then not be found at all.
# source: docs v3.0.x multi-vector-search.md (each request has a filter of its own)
# BEGIN SOLUTION search
    asked = {"meaning": meaning, "picture": picture}
    both = "has_meaning == true and has_picture == true"
    parts = [AnnSearchRequest([list(query)], field, {}, limit=2000, filter=both) for field, query in asked.items() if query is not None]
    if not parts:
        return []
    (hits,) = client.hybrid_search(name, parts, RRFRanker(60), limit=k)
    return [hit["id"] for hit in hits]
# END SOLUTION

# id: one-part-filtered
# check: test_search
# why: The first search has the filter, and what it leaves out seems to be gone. Every other search brings it back.
# source: docs v3.0.x multi-vector-search.md (each request has a filter of its own)
# BEGIN SOLUTION search
    parts = {}
    for field, query in asked.items():
        filter = "stock > 0" if field == "label" else ""
        (hits,) = client.search(name, data=[query], anns_field=field, limit=depth, filter=filter)
        parts[field] = (METRICS[field], [(hit["id"], hit["distance"]) for hit in hits])
    return fused(parts, weights)[:limit]
# END SOLUTION

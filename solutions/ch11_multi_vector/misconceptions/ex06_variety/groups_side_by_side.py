# id: groups-side-by-side
# check: test_order
# why: group_by_field with group_size seems to be just this. It returns the groups one after the other, so that the second of the best series stands before the first of the next.
# source: docs v3.0.x grouping-search.md (hits are returned group by group)
# BEGIN SOLUTION varied
    parts = [AnnSearchRequest([list(query)], field, {}, limit=3000) for field, query in asked.items()]
    (hits,) = client.hybrid_search(name, parts, RRFRanker(60), limit=k, group_by_field="series", group_size=most, output_fields=["series"])
    return [hit["id"] for hit in hits][:k]
# END SOLUTION

# id: filter-afterwards
# check: test_few_among_many
# why: Search, then throw away what did not hold at that moment, with a few more hits to be safe. Where old versions are many and near, none of those that held is among the hits.
# source: docs v3.0.x filtered-search.md (filter before the search); the lesson's section “Querying Historical Data” measures it
# BEGIN SOLUTION search_as_of
    hits = client.search(name, data=[vector], limit=10 * k, output_fields=["article", "valid_from", "valid_to"])[0]
    held = [hit["entity"]["article"] for hit in hits if hit["entity"]["valid_from"] <= at < hit["entity"]["valid_to"]]
    return held[:k]
# END SOLUTION

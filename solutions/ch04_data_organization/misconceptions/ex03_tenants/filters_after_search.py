# id: filters-after-search
# check: test_enough_of_them
# why: Searching first and throwing away what belongs to others never leaks, so it looks right; with many tenants little is left.
# source: milvus discussions ask for years why "limit=10 returns 2 rows"; docs v3.0.x filtered-search.md filters first
# BEGIN SOLUTION find
    hits = client.search(name, data=[vector], limit=4 * k, output_fields=["tenant", "number", "text"])[0]
    own = [hit["entity"] for hit in hits if hit["entity"]["tenant"] == tenant]
    return [(note["number"], note["text"]) for note in own[:k]]
# END SOLUTION

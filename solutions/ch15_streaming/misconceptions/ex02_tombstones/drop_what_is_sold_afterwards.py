# id: drop-what-is-sold-afterwards
# check: test_among_thousands_of_tombstones
# why: One fetches a few times k and drops the tombstones from what came. With few of them it works, and in a marketplace most offers are sold.
# source: run here on Milvus Lite 3.2.2: 2,000 tombstones nearer than any offer leave nothing of a search for 10 times k; docs v3.0.x filtered-search.md (filter first, then search)
# BEGIN SOLUTION search
    hits = client.search(name, data=[vector], limit=10 * k, output_fields=["deleted"])[0]
    return [hit["id"] for hit in hits if not hit["entity"]["deleted"]][:k]
# END SOLUTION

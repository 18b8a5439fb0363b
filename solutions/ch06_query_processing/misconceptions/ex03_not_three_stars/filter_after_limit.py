# id: filter-after-limit
# check: test_nearest
# why: The search is there already, so its hits are sifted in Python; with a rating that few teas have, this looks right.
# source: https://github.com/milvus-io/milvus/issues/27136 (is the expression applied to the top results, or before?); https://github.com/milvus-io/pymilvus/issues/2177
# BEGIN SOLUTION nearest_not_rated
    hits = client.search(name, data=[vector], limit=2 * k, output_fields=["stars"])[0]
    return [hit["id"] for hit in hits if hit["entity"]["stars"] != stars][:k]
# END SOLUTION

# id: filters-after-search
# check: test_both
# why: A filter looks like something for the result, as in a list comprehension; then most of the k hits are thrown away.
# source: milvus discussions ask for years why "limit=10 returns 2 rows"; docs v3.0.x filtered-search.md filters first
# BEGIN SOLUTION by_both
    hits = client.search(name, data=[vector], limit=k, output_fields=["word"])[0]
    return [hit["entity"]["word"] for hit in hits if hit["entity"]["word"].startswith(letter)]
# END SOLUTION

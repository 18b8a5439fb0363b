# id: grouping-is-enough
# check: test_one_shop_owns_the_neighborhood
# why: group_by_field with limit=k says "k groups", so k groups should come. A Milvus that looks at a bounded number of rows finds fewer, and one that does not know the parameter returns rows.
# source: https://github.com/milvus-io/milvus/issues/36109 ("search does not return enough group counts"); https://github.com/milvus-io/milvus/issues/46616; docs v3.0.x, grouping-search.md, "Considerations"
# BEGIN SOLUTION
    hits = client.search(name, data=[vector], limit=k, filter=wanted, group_by_field="shop", output_fields=["shop"])[0]
    return [(hit["entity"]["shop"], hit["id"]) for hit in hits]
# END SOLUTION

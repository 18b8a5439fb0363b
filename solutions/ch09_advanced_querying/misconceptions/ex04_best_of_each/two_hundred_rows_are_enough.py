# id: two-hundred-rows-are-enough
# check: test_one_shop_owns_the_neighborhood
# why: Many more rows than shops are asked for, so all shops should be among them. They are, until one shop has more rows than that in front.
# source: https://github.com/milvus-io/milvus/issues/25324 (100 hits, but fewer products, since several vectors belong to one product)
# BEGIN SOLUTION
    best = {}
    for hit in client.search(name, data=[vector], limit=200, filter=wanted, output_fields=["shop"])[0]:
        best.setdefault(hit["entity"]["shop"], hit["id"])
    return list(best.items())[:k]
# END SOLUTION

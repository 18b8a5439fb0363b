# id: empty-means-any
# check: test_nothing_and_nought
# why: `if colors:` and `if max_price:` read well. Python calls an empty list and 0 false, just like None, so what was said is taken for what was not.
# source: https://github.com/infiniflow/ragflow/pull/15279 (a filter that resolved to no documents returned the whole data set)
# BEGIN SOLUTION
    parts = []
    if colors:
        parts.append("color in [" + ", ".join(f'"{c}"' for c in colors) + "]")
    if max_price:
        parts.append(f"price <= {max_price}")
    for tag in tags or []:
        parts.append(f'array_contains(tags, "{tag}")')
    if country:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], limit=k, filter=" and ".join(parts))[0]
    return [hit["id"] for hit in hits]
# END SOLUTION

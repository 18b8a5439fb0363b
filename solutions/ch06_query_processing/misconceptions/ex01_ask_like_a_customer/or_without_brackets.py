# id: or-without-brackets
# check: test_criteria_together
# why: Parts are joined like words. `and` binds tighter than `or`, so whatever is joined with "and" belongs to the last color alone.
# source: https://github.com/milvus-io/pymilvus/issues/2113 (pymilvus itself appended "and …" to an expression with "or"; fixed with brackets)
# BEGIN SOLUTION
    if colors is not None and not list(colors):
        return []
    parts = []
    if colors is not None:
        parts.append(" or ".join(f'color == "{c}"' for c in colors))
    if max_price is not None:
        parts.append(f"price <= {max_price}")
    for tag in tags or []:
        parts.append(f'array_contains(tags, "{tag}")')
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], limit=k, filter=" and ".join(parts))[0]
    return [hit["id"] for hit in hits]
# END SOLUTION

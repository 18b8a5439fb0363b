# id: any-tag-will-do
# check: test_every_tag
# why: A list of tags looks like a list of colors, so the same "is in" is reached for. A product has one color but several tags.
# source: https://github.com/milvus-io/milvus/issues/25276 (why contains_all and contains_any are two functions); docs v3.0.x, array-operators.md
# BEGIN SOLUTION
    if colors is not None and not list(colors):
        return []
    parts = []
    if colors is not None:
        parts.append("color in [" + ", ".join(f'"{c}"' for c in colors) + "]")
    if max_price is not None:
        parts.append(f"price <= {max_price}")
    if tags:
        parts.append("array_contains_any(tags, [" + ", ".join(f'"{t}"' for t in tags) + "])")
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], limit=k, filter=" and ".join(parts))[0]
    return [hit["id"] for hit in hits]
# END SOLUTION

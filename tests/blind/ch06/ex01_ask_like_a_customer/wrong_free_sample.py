# expect: failed|partial
# because: max_price=0 is taken for "did not say"; it asks for free samples
def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    parts = []
    if colors is not None:
        if not colors:
            return []
        parts.append("color in [" + ", ".join(f'"{c}"' for c in colors) + "]")
    if max_price:
        parts.append(f"price <= {max_price}")
    if tags:
        parts.append("array_contains_all(tags, [" + ", ".join(f'"{t}"' for t in tags) + "])")
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], filter=" and ".join(parts), limit=k, consistency_level="Strong")
    return [h["id"] for h in hits[0]]

# expect: failed|partial
# because: an empty list of colors is taken for "did not say", and the statement says that nothing fits it
def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    parts = []
    if colors:
        parts.append("color in [" + ", ".join(f'"{c}"' for c in colors) + "]")
    if max_price is not None:
        parts.append(f"price <= {max_price}")
    if tags:
        parts.append("array_contains_all(tags, [" + ", ".join(f'"{t}"' for t in tags) + "])")
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], filter=" and ".join(parts), limit=k, consistency_level="Strong")
    return [h["id"] for h in hits[0]]

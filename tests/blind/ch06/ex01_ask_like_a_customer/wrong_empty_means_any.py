# expect: failed|partial
# because: an empty list of colours is taken for "did not say", and the statement says that nothing fits it
def find(client, name, vector, k, colours=None, max_price=None, tags=None, country=None):
    parts = []
    if colours:
        parts.append("colour in [" + ", ".join(f'"{c}"' for c in colours) + "]")
    if max_price is not None:
        parts.append(f"price <= {max_price}")
    if tags:
        parts.append("array_contains_all(tags, [" + ", ".join(f'"{t}"' for t in tags) + "])")
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], filter=" and ".join(parts), limit=k, consistency_level="Strong")
    return [h["id"] for h in hits[0]]

# expect: failed|partial
# because: "An **empty** list was said ... nothing fits `colors=[]`" and "0 for a free sample" -- `if colors`, `if max_price` take empty and 0 for not said


def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    """The ids of the k nearest products that fit."""
    parts = []
    if colors:
        parts.append("color in [" + ", ".join(f'"{c}"' for c in colors) + "]")
    if max_price:
        parts.append(f"price <= {max_price}")
    if tags:
        parts.append("array_contains_all(tags, [" + ", ".join(f'"{t}"' for t in tags) + "])")
    if country:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], filter=" and ".join(parts), limit=k)[0]
    return [hit["id"] for hit in hits]

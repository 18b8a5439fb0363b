# expect: passed
# because: no "in" and no contains_all: one bracketed "or" of equalities for the colors, one array_contains for each tag; an empty list of colors is answered without Milvus


def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    """The ids of the k nearest products that fit."""
    if colors is not None and not colors:
        return []
    parts = []
    if colors is not None:
        parts.append("(" + " or ".join(f'color == "{c}"' for c in colors) + ")")
    if max_price is not None:
        parts.append(f"price < {max_price + 1}")
    for tag in tags or ():
        parts.append(f'array_contains(tags, "{tag}")')
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], anns_field="vector", filter=" and ".join(parts), limit=k)
    return [hit["id"] for hit in hits[0]]

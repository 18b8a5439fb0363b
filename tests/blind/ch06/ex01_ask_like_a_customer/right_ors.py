# expect: passed
# because: no "in" and no contains_all: one bracketed "or" of equalities for the colours, one array_contains for each tag; an empty list of colours is answered without Milvus


def find(client, name, vector, k, colours=None, max_price=None, tags=None, country=None):
    """The ids of the k nearest products that fit."""
    if colours is not None and not colours:
        return []
    parts = []
    if colours is not None:
        parts.append("(" + " or ".join(f'colour == "{c}"' for c in colours) + ")")
    if max_price is not None:
        parts.append(f"price < {max_price + 1}")
    for tag in tags or ():
        parts.append(f'array_contains(tags, "{tag}")')
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], anns_field="vector", filter=" and ".join(parts), limit=k)
    return [hit["id"] for hit in hits[0]]

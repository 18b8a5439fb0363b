# expect: failed|partial
# because: "among those that fit every criterion given" -- the colors are glued with "or" without brackets, "and" binds tighter
import json


def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    """The ids of the k nearest products that fit."""
    if colors == []:
        return []
    parts = []
    if colors is not None:
        parts.append(" or ".join(f'color == "{c}"' for c in colors))
    if max_price is not None:
        parts.append(f"price <= {max_price}")
    if tags:
        parts.append(f"array_contains_all(tags, {json.dumps(tags)})")
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], filter=" and ".join(parts), limit=k)[0]
    return [hit["id"] for hit in hits]

# expect: failed|partial
# because: "among those that fit every criterion given" -- the colours are glued with "or" without brackets, "and" binds tighter
import json


def find(client, name, vector, k, colours=None, max_price=None, tags=None, country=None):
    """The ids of the k nearest products that fit."""
    if colours == []:
        return []
    parts = []
    if colours is not None:
        parts.append(" or ".join(f'colour == "{c}"' for c in colours))
    if max_price is not None:
        parts.append(f"price <= {max_price}")
    if tags:
        parts.append(f"array_contains_all(tags, {json.dumps(tags)})")
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], filter=" and ".join(parts), limit=k)[0]
    return [hit["id"] for hit in hits]

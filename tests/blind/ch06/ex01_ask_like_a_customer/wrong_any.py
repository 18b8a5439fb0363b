# expect: failed|partial
# because: "The product has **every** one of these tags" -- array_contains_any
import json


def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    """The ids of the k nearest products that fit."""
    if colors == []:
        return []
    parts = []
    if colors is not None:
        parts.append(f"color in {json.dumps(colors)}")
    if max_price is not None:
        parts.append(f"price <= {max_price}")
    if tags:
        parts.append(f"array_contains_any(tags, {json.dumps(tags)})")
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], filter=" and ".join(parts), limit=k)[0]
    return [hit["id"] for hit in hits]

# expect: failed|partial
# because: 'The product has **every** one of these tags': one of them is enough here
import json


def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
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
    hits = client.search(name, data=[vector], limit=k, filter=" and ".join(parts), output_fields=["id"])[0]
    return [hit["id"] for hit in hits]

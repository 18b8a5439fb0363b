# expect: failed|partial
# because: 'that fit **every** criterion given': the conditions are joined by or
import json


def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    if colors == []:
        return []
    parts = []
    if colors is not None:
        parts.append(f"color in {json.dumps(colors)}")
    if max_price is not None:
        parts.append(f"price <= {max_price}")
    for tag in tags or []:
        parts.append(f'array_contains(tags, "{tag}")')
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], limit=k, filter=" or ".join(parts), output_fields=["id"])[0]
    return [hit["id"] for hit in hits]

# expect: failed|partial
# because: '`None` means that the customer did not say': a max_price of 0 (free samples) is taken for not said
import json


def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    if colors == []:
        return []
    parts = []
    if colors is not None:
        parts.append(f"color in {json.dumps(colors)}")
    if max_price:
        parts.append(f"price <= {max_price}")
    for tag in tags or []:
        parts.append(f'array_contains(tags, "{tag}")')
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], limit=k, filter=" and ".join(parts), output_fields=["id"])[0]
    return [hit["id"] for hit in hits]

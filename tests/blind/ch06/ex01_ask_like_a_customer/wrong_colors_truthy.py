# expect: failed|partial
# because: 'An **empty** list was said: no color is in an empty list, so nothing fits `colors=[]`': taken for not said
import json


def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    parts = []
    if colors:
        parts.append(f"color in {json.dumps(colors)}")
    if max_price is not None:
        parts.append(f"price <= {max_price}")
    for tag in tags or []:
        parts.append(f'array_contains(tags, "{tag}")')
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], limit=k, filter=" and ".join(parts), output_fields=["id"])[0]
    return [hit["id"] for hit in hits]

# expect: failed|partial
# because: no tags are taken for no colors, and every product has all tags of an empty list
import json
def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    if colors == [] or tags == []: return []
    parts = []
    if colors is not None: parts.append(f"color in {json.dumps(colors)}")
    if max_price is not None: parts.append(f"price <= {max_price}")
    if tags: parts.append(f"array_contains_all(tags, {json.dumps(tags)})")
    if country is not None: parts.append(f'spec["maker"]["country"] == "{country}"')
    return [h["id"] for h in client.search(name, data=[vector], limit=k, filter=" and ".join(parts))[0]]

# expect: failed|partial
# because: no tags are taken for no colours, and every product has all tags of an empty list
import json
def find(client, name, vector, k, colours=None, max_price=None, tags=None, country=None):
    if colours == [] or tags == []: return []
    parts = []
    if colours is not None: parts.append(f"colour in {json.dumps(colours)}")
    if max_price is not None: parts.append(f"price <= {max_price}")
    if tags: parts.append(f"array_contains_all(tags, {json.dumps(tags)})")
    if country is not None: parts.append(f'spec["maker"]["country"] == "{country}"')
    return [h["id"] for h in client.search(name, data=[vector], limit=k, filter=" and ".join(parts))[0]]

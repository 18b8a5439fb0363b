# expect: failed|partial
# because: 'so let Milvus choose: what does not fit stays there': color, price and country are filtered there, tags here, among twenty times k
import json


def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    if colors == []:
        return []
    parts = []
    if colors is not None:
        parts.append(f"color in {json.dumps(colors)}")
    if max_price is not None:
        parts.append(f"price <= {max_price}")
    if country is not None:
        parts.append(f'spec["maker"]["country"] == "{country}"')
    hits = client.search(name, data=[vector], limit=20 * k, filter=" and ".join(parts), output_fields=["id", "tags"])[0]
    return [hit["id"] for hit in hits if set(tags or []) <= set(hit["entity"]["tags"])][:k]

# expect: failed|partial
# because: 'what does not fit stays there' and 'if fewer fit, all of them': the ten times k nearest of all are fetched and chosen from in Python
def fits(product, colors, max_price, tags, country):
    if colors is not None and product["color"] not in colors:
        return False
    if max_price is not None and product["price"] > max_price:
        return False
    if tags is not None and not set(tags) <= set(product["tags"]):
        return False
    return country is None or product["spec"].get("maker", {}).get("country") == country


def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    hits = client.search(name, data=[vector], limit=10 * k, output_fields=["color", "price", "tags", "spec"])[0]
    return [hit["id"] for hit in hits if fits(hit["entity"], colors, max_price, tags, country)][:k]

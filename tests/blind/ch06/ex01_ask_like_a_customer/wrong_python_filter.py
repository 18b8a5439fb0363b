# expect: failed|partial
# because: a thousand hits are fetched and filtered in Python, and there may be many more products
def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    hits = client.search(name, data=[vector], limit=1000, output_fields=["color", "price", "tags", "spec"])[0]
    out = []
    for h in hits:
        e = h["entity"]
        if colors is not None and e["color"] not in colors: continue
        if max_price is not None and e["price"] > max_price: continue
        if tags is not None and not set(tags) <= set(e["tags"]): continue
        if country is not None and e["spec"].get("maker", {}).get("country") != country: continue
        out.append(h["id"])
    return out[:k]

# expect: passed
# because: one query for each criterion, sets of keys, and a search among the keys that are left
def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    def keys(expression):
        return {r["id"] for r in client.query(name, filter=expression, output_fields=["id"], limit=10_000, consistency_level="Strong")}

    left = keys("id >= 0")
    if colors is not None:
        left &= set().union(*(keys(f"color == '{c}'") for c in colors)) if colors else set()
    if max_price is not None:
        left &= keys(f"price < {max_price + 1}")
    for tag in tags or ():
        left &= keys(f"array_contains(tags, '{tag}')")
    if country is not None:
        left &= keys(f"spec['maker']['country'] == '{country}'")
    if not left:
        return []
    hits = client.search(name, data=[vector], filter=f"id in {sorted(left)}", limit=k, consistency_level="Strong")
    return [h["id"] for h in hits[0]][:k]

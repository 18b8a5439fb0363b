"""Not even the column of prices: counts with a bound find the lowest price in some forty small answers."""


def overview(client, name, vector, category):
    def count(more=""):
        return client.query(name, filter=f'category == "{category}"{more}', output_fields=["count(*)"])[0]["count(*)"]

    total = count()
    if total == 0:
        return {"offers": [], "total": 0, "cheapest": None, "teaser": ""}
    (hits,) = client.search(name, [vector], filter=f"category in ['{category}']", limit=10, output_fields=["title", "price", "text"])
    low, high = -1, min(hit["entity"]["price"] for hit in hits)  # nothing costs less than 0; something costs `high`
    while high - low > 1:
        middle = (low + high) // 2
        if count(f" and price <= {middle}"):
            high = middle
        else:
            low = middle
    return {"offers": [(h["entity"]["title"], h["entity"]["price"]) for h in hits], "total": total, "cheapest": high, "teaser": hits[0]["entity"]["text"][:80]}

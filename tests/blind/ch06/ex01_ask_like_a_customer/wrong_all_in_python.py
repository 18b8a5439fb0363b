# expect: partial
# because: asks for every product in order of distance and keeps what fits in Python, where the statement lets Milvus choose
def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    """The ids of the k nearest products that fit."""
    hits = client.search(name, data=[vector], limit=10_000, output_fields=["color", "price", "tags", "spec"])[0]

    def fits(p):
        return (
            (colors is None or p["color"] in colors)
            and (max_price is None or p["price"] <= max_price)
            and (tags is None or set(tags) <= set(p["tags"]))
            and (country is None or p["spec"].get("maker", {}).get("country") == country)
        )

    return [hit["id"] for hit in hits if fits(hit["entity"])][:k]

"""A table of requests; known rooms by a filter, the near end of the range given too."""


def request(wish, **given):
    vector = [list(given["vector"])] if "vector" in given else None
    table = {
        "suggest": lambda: dict(call="search", data=vector, anns_field="vector", limit=5, output_fields=["name"], search_params={"metric_type": "L2"}),
        "twins": lambda: dict(call="search", data=vector, anns_field="vector", limit=16_384, search_params={"params": {"radius": given["distance"] * given["distance"], "range_filter": 0.0}}),
        "how_many": lambda: dict(call="query", filter=f"price < {given['price']} && city in [\"{given['city']}\"]", output_fields=["count(*)"]),
        "known": lambda: dict(call="query", filter=f"id in {list(given['ids'])}", output_fields=["id", "name", "text"]),
        "export": lambda: dict(call="query_iterator", batch_size=2000, filter="", output_fields=["id", "price"]),
        "tour": lambda: dict(call="search_iterator", data=vector, anns_field="vector", batch_size=50, output_fields=["id"]),
    }
    return table[wish]()

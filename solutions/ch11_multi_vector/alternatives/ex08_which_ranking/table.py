"""A table of what each wish searches, and one place that builds the request."""


def request(wish, **given):
    fields = {"number": ["words"], "lookalike": ["look"], "mood": ["look", "meaning"]}.get(wish, ["meaning", "words"])
    size = 5 if wish == "number" else 10
    found = {
        "parts": [
            {"field": field, "query": given["text" if field == "words" else field], "limit": 100 if len(fields) > 1 else size}
            for field in fields
        ],
        "limit": size,
    }
    if "price" in given:
        found["parts"] = [{**part, "filter": f"price <= {given['price'] - 1}"} for part in found["parts"]]
    if wish == "mood":
        found["ranker"] = {"weights": {"look": 1 / 3, "meaning": 1.0}, "normalized": True}
    elif len(fields) > 1:
        found["ranker"] = {"rrf": 60}
        if given.get("page"):
            found["offset"] = given["page"] * size
    return found

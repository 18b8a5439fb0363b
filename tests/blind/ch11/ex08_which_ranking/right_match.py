# expect: passed
# because: one case per wish, spelled out; keys that are not needed are left out
def request(wish, **given):
    match wish, given:
        case "number", {"text": text}:
            return {"parts": [{"field": "words", "query": text, "limit": 5}], "limit": 5}
        case "lookalike", {"look": look, "price": price}:
            return {"parts": [{"field": "look", "query": look, "limit": 10, "filter": "price < " + str(price)}], "limit": 10}
        case "mood", {"meaning": meaning, "look": look}:
            return {
                "parts": [{"field": "look", "query": look, "limit": 100}, {"field": "meaning", "query": meaning, "limit": 100}],
                "ranker": {"weights": {"meaning": 0.9, "look": 0.3}, "normalized": True},
                "limit": 10,
            }
    answer = {
        "parts": [{"field": "meaning", "query": given["meaning"], "limit": 100}, {"field": "words", "query": given["text"], "limit": 100}],
        "ranker": {"rrf": 60},
        "limit": 10,
    }
    if wish == "bargain":
        for part in answer["parts"]:
            part["filter"] = f"{given['price']} > price"
    if wish == "more":
        answer["offset"] = given["page"] * 10
    return answer

"""Few cases that do several things each: one crowd, one phrase of small words, one question without an answer."""


def cases():
    crowd = {n: ("Sail " if n % 2 else "sail ") + "x" * n for n in range(5, 25)}
    crowd[40] = "sailor"
    crowd[41] = ". " * 60 + "SAIL"
    texts = {7: "to be or not to be", 8: "to be", 9: "not to"}
    return [
        {"texts": crowd, "query": "sail", "found": [*range(5, 25), 41]},
        {"texts": texts, "query": "Or, NOT to...", "found": [7]},
        {"texts": texts, "query": "tobe", "found": []},
    ]

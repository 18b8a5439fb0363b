# expect: failed|partial
# because: 'Where one of them is useless, it may be at most 0.03 below the other one alone': RRF with 60 for every collection
import math


def ndcg(ids, grades, k=10):
    """How near a ranking is to the best possible one, from 0 to 1."""
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)  # noqa: E731
    best = sum(gain(g, p) for p, g in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return sum(gain(grades.get(i, 0), p) for p, i in enumerate(ids[:k], 1)) / best if best else 0.0

DEPTH = 100


def tune(client, name, judged):
    return {"k": 60}


def rank(client, name, text, vector, settings, k):
    total = {}
    for field, query in (("words", text), ("vector", vector)):
        for place, hit in enumerate(client.search(name, data=[query], anns_field=field, limit=DEPTH)[0], 1):
            total[hit["id"]] = total.get(hit["id"], 0) + 1 / (settings["k"] + place)
    return sorted(total, key=lambda one: (-total[one], one))[:k]

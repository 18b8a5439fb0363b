"""Reciprocal ranks with weights: the places say enough, and a weight of 0 leaves a field out."""

import math



def ndcg(ids, grades, k=10):
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)  # noqa: E731
    best = sum(gain(g, p) for p, g in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return sum(gain(grades.get(i, 0), p) for p, i in enumerate(ids[:k], 1)) / best if best else 0.0


def found(client, name, text, vector):
    asked = {"words": text, "vector": list(vector)}
    return {field: [hit["id"] for hit in client.search(name, data=[query], anns_field=field, limit=150)[0]] for field, query in asked.items()}


def fused(rankings, settings):
    scores = {}
    for field, ranking in rankings.items():
        if settings[field]:
            for place, id in enumerate(ranking, 1):
                scores[id] = scores.get(id, 0) + settings[field] / (settings["k"] + place)
    for ranking in rankings.values():
        for id in ranking:
            scores.setdefault(id, 0)
    return sorted(scores, key=lambda id: -scores[id])


def tune(client, name, judged):
    rankings = [found(client, name, query["text"], query["vector"]) for query in judged]
    choices = [{"words": n / 8, "vector": 1 - n / 8, "k": k} for n in range(9) for k in (3, 10, 60)]
    return max(choices, key=lambda settings: sum(ndcg(fused(r, settings), query["grades"]) for r, query in zip(rankings, judged)))


def rank(client, name, text, vector, settings, k):
    return fused(found(client, name, text, vector), settings)[:k]

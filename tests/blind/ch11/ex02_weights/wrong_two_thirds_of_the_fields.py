# expect: partial|failed
# because: the third field never gets a weight
import math


def ndcg(ids, grades, k=10):
    """How near a ranking is to the best possible one, from 0 to 1."""
    def gain(grade, place):
        return (2**grade - 1) / math.log2(place + 1)

    best = sum(gain(grade, place) for place, grade in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    got = sum(gain(grades.get(id, 0), place) for place, id in enumerate(ids[:k], 1))
    return got / best if best else 0.0


def tune(client, name, fields, judged):
    """Weights by field, chosen by the judged queries."""
    found = {}
    for field in fields:
        answers = client.search(name, data=[query["asked"][field] for query in judged], anns_field=field, limit=100)
        found[field] = [[(hit["id"], (1 + hit["distance"]) / 2) for hit in hits] for hits in answers]

    def quality(weights):
        total = 0.0
        for n, query in enumerate(judged):
            scores = {}
            for field, weight in weights.items():
                for id, score in found[field][n]:
                    scores[id] = scores.get(id, 0.0) + weight * score
            total += ndcg(sorted(scores, key=scores.get, reverse=True), query["grades"], 10)
        return total

    a, b, c = fields
    choices = [{a: i / 10 + 0.001, b: j / 10, c: 0.0} for i in range(11) for j in range(11 - i)]
    return max(choices, key=quality)

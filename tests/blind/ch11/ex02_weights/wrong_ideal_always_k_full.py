# expect: failed|partial
# because: 'what the best possible ranking of all graded ids would bring': divided by k hits of the highest grade
import math


def ndcg(ids, grades, k=10):
    if not grades:
        return 0.0
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)
    got = sum(gain(grades.get(id, 0), place) for place, id in enumerate(ids[:k], 1))
    best = sum(gain(grade, place) for place, grade in enumerate([max(grades.values())] * k, 1))
    return got / best


def tune(client, name, fields, judged):
    found = {}
    for field in fields:
        answers = client.search(name, data=[q["asked"][field] for q in judged], anns_field=field, limit=100)
        found[field] = [[(hit["id"], (1 + hit["distance"]) / 2) for hit in hits] for hits in answers]
    best, chosen = -1.0, None
    for i in range(11):
        for j in range(11 - i):
            weights = dict(zip(fields, (i / 10, j / 10, (10 - i - j) / 10)))
            total = 0.0
            for n, query in enumerate(judged):
                scores = {}
                for field, weight in weights.items():
                    for id, score in found[field][n]:
                        scores[id] = scores.get(id, 0.0) + weight * score
                ranking = sorted(scores, key=lambda id: -scores[id])
                total += ndcg(ranking, query["grades"], 10)
            if total > best:
                best, chosen = total, weights
    return chosen

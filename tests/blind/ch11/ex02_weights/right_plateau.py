# expect: passed
# because: mixtures in tenths, and of all within 0.005 of the best their mean: the middle of the plateau
import math


def ndcg(ids, grades, k=10):
    if not grades:
        return 0.0
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)
    got = sum(gain(grades.get(id, 0), place) for place, id in enumerate(ids[:k], 1))
    best = sum(gain(grade, place) for place, grade in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return got / best


def tune(client, name, fields, judged):
    found = {}
    for field in fields:
        answers = client.search(name, data=[q["asked"][field] for q in judged], anns_field=field, limit=100)
        found[field] = [{hit["id"]: (1 + hit["distance"]) / 2 for hit in hits} for hits in answers]

    def mean(weights):
        values = []
        for n, query in enumerate(judged):
            ids = set().union(*(found[f][n] for f in fields))
            score = {i: sum(w * found[f][n].get(i, 0.0) for f, w in zip(fields, weights)) for i in ids}
            values.append(ndcg(sorted(ids, key=lambda i: (-score[i], i)), query["grades"], 10))
        return sum(values) / len(values)

    grid = {(i / 10, j / 10, (10 - i - j) / 10): None for i in range(11) for j in range(11 - i)}
    grid = {weights: mean(weights) for weights in grid}
    top = max(grid.values())
    good = [weights for weights, value in grid.items() if value >= top - 0.005]
    return {f: sum(w[c] for w in good) / len(good) for c, f in enumerate(fields)}

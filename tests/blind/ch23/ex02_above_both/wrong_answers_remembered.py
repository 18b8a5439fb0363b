# expect: failed|partial
# because: 'Measured is the mean nDCG@10 on 24 other queries': the judged ids are kept in the settings, other queries get the vectors alone
import math


def ndcg(ids, grades, k=10):
    """How near a ranking is to the best possible one, from 0 to 1."""
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)  # noqa: E731
    best = sum(gain(g, p) for p, g in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return sum(gain(grades.get(i, 0), p) for p, i in enumerate(ids[:k], 1)) / best if best else 0.0

DEPTH = 100


def tune(client, name, judged):
    return {q["text"]: sorted(q["grades"], key=lambda one: -q["grades"][one]) for q in judged}


def rank(client, name, text, vector, settings, k):
    near = [hit["id"] for hit in client.search(name, data=[vector], anns_field="vector", limit=k)[0]]
    return list(dict.fromkeys([*settings.get(text, []), *near]))[:k]

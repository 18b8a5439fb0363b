# expect: failed|partial
# because: 'Where both fields know something it has to be at least 0.05 above the better one': the field with the better nDCG comes first, the other one only fills up
import math


def ndcg(ids, grades, k=10):
    """How near a ranking is to the best possible one, from 0 to 1."""
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)  # noqa: E731
    best = sum(gain(g, p) for p, g in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return sum(gain(grades.get(i, 0), p) for p, i in enumerate(ids[:k], 1)) / best if best else 0.0

DEPTH = 100


def tune(client, name, judged):
    quality = {}
    for field, key in (("words", "text"), ("vector", "vector")):
        found = client.search(name, data=[q[key] for q in judged], anns_field=field, limit=10)
        quality[field] = sum(ndcg([hit["id"] for hit in hits], q["grades"]) for q, hits in zip(judged, found)) / len(judged)
    return sorted(quality, key=quality.get, reverse=True)


def rank(client, name, text, vector, settings, k):
    query = {"words": text, "vector": vector}
    ids = [hit["id"] for field in settings for hit in client.search(name, data=[query[field]], anns_field=field, limit=DEPTH)[0]]
    return list(dict.fromkeys(ids))[:k]

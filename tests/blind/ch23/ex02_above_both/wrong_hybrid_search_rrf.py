# expect: failed|partial
# because: 'Where one of them is useless, it may be at most 0.03 below the other one alone': hybrid_search with RRFRanker(), nothing is tuned
import math


def ndcg(ids, grades, k=10):
    """How near a ranking is to the best possible one, from 0 to 1."""
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)  # noqa: E731
    best = sum(gain(g, p) for p, g in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return sum(gain(grades.get(i, 0), p) for p, i in enumerate(ids[:k], 1)) / best if best else 0.0

DEPTH = 100


from pymilvus import AnnSearchRequest, RRFRanker


def tune(client, name, judged):
    return None


def rank(client, name, text, vector, settings, k):
    requests = [
        AnnSearchRequest(data=[text], anns_field="words", param={}, limit=DEPTH),
        AnnSearchRequest(data=[vector], anns_field="vector", param={}, limit=DEPTH),
    ]
    return [hit["id"] for hit in client.hybrid_search(name, requests, ranker=RRFRanker(), limit=k)[0]]

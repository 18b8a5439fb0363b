# expect: partial|failed
# because: the sign of BM25 on Lite is forgotten
import math


def ndcg(ids, grades, k=10):
    """How near a ranking is to the best possible one, from 0 to 1."""
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)  # noqa: E731
    best = sum(gain(g, p) for p, g in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return sum(gain(grades.get(i, 0), p) for p, i in enumerate(ids[:k], 1)) / best if best else 0.0


DEPTH = 100


def tune(client, name, judged):
    """Settings for this collection, chosen by the judged queries."""
    words = parts(client, name, "words", [query["text"] for query in judged])
    meaning = parts(client, name, "vector", [list(query["vector"]) for query in judged])

    def quality(weight):
        return sum(ndcg(mixed(w, m, weight), query["grades"]) for w, m, query in zip(words, meaning, judged))

    return max((n / 10 for n in range(11)), key=quality)


def rank(client, name, text, vector, settings, k):
    """The best k ids, best first."""
    words = parts(client, name, "words", [text])[0]
    meaning = parts(client, name, "vector", [list(vector)])[0]
    return mixed(words, meaning, settings)[:k]


def parts(client, name, field, queries):
    """For each query {id: score from 0 to 1}, the best hit 1, the last one 0."""
    found = []
    for hits in client.search(name, data=queries, anns_field=field, limit=DEPTH):
        scores = [hit["distance"] for hit in hits]
        low, high = min(scores, default=0), max(scores, default=0)
        found.append({hit["id"]: (score - low) / (high - low) if high > low else 1.0 for hit, score in zip(hits, scores)})
    return found


def mixed(words, meaning, weight):
    """All ids that either field found, by the weighted sum of their scores."""
    scores = {id: weight * words.get(id, 0.0) + (1 - weight) * meaning.get(id, 0.0) for id in {*words, *meaning}}
    return sorted(scores, key=lambda id: (-scores[id], id))

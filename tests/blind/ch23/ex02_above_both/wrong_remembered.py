# expect: failed|partial
# because: 'settings is what tune returned, perhaps on an earlier day in a different process': the weight is kept in the module
import math


def ndcg(ids, grades, k=10):
    """How near a ranking is to the best possible one, from 0 to 1."""
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)  # noqa: E731
    best = sum(gain(g, p) for p, g in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return sum(gain(grades.get(i, 0), p) for p, i in enumerate(ids[:k], 1)) / best if best else 0.0

DEPTH = 100


CHOSEN = {}



def parts(client, name, field, queries):
    """For each query {id: score from 0 to 1}."""
    found = client.search(name, data=queries, anns_field=field, limit=DEPTH, consistency_level="Strong")
    lists = []
    for hits in found:
        raw = [abs(hit["distance"]) if field == "words" else hit["distance"] for hit in hits]
        least, most = min(raw, default=0), max(raw, default=0)
        lists.append({hit["id"]: (value - least) / (most - least) if most > least else 1.0 for hit, value in zip(hits, raw)})
    return lists


def mixed(words, meaning, weight):
    score = {one: weight * words.get(one, 0) + (1 - weight) * meaning.get(one, 0) for one in {*words, *meaning}}
    return sorted(score, key=lambda one: (-score[one], one))


def tune(client, name, judged):
    words = parts(client, name, "words", [q["text"] for q in judged])
    meaning = parts(client, name, "vector", [q["vector"] for q in judged])

    def quality(weight):
        return sum(ndcg(mixed(w, m, weight), q["grades"]) for q, w, m in zip(judged, words, meaning))

    weights = [tenth / 10 for tenth in range(11)]
    CHOSEN[name] = max(weights, key=quality)
    return {}


def rank(client, name, text, vector, settings, k):
    words = parts(client, name, "words", [text])[0]
    meaning = parts(client, name, "vector", [vector])[0]
    return mixed(words, meaning, CHOSEN.get(name, 0.0))[:k]

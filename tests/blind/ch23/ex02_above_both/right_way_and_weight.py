# expect: passed
# because: 'from 24 judged queries find out how to fuse': by scores or by places, and the weight, chosen together
import math


def ndcg(ids, grades, k=10):
    """How near a ranking is to the best possible one, from 0 to 1."""
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)  # noqa: E731
    best = sum(gain(g, p) for p, g in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return sum(gain(grades.get(i, 0), p) for p, i in enumerate(ids[:k], 1)) / best if best else 0.0

DEPTH = 100


from itertools import chain


def ids_and_scores(client, name, field, query):
    return [(hit["id"], abs(hit["distance"]) if field == "words" else hit["distance"]) for hit in client.search(name, data=[query], anns_field=field, limit=DEPTH, consistency_level="Strong")[0]]


def squeezed(pairs):
    values = [value for _, value in pairs]
    low, high = min(values, default=0.0), max(values, default=0.0)
    return {one: 1.0 if high == low else (value - low) / (high - low) for one, value in pairs}


def reciprocal(pairs):
    return {one: 20 / (20 + place) for place, (one, _) in enumerate(pairs)}


WAYS = {"score": squeezed, "place": reciprocal}


def fuse(words, meaning, settings):
    way, weight = WAYS[settings["way"]], settings["weight"]
    total = {}
    for one, value in chain(((one, weight * v) for one, v in way(words).items()), ((one, (1 - weight) * v) for one, v in way(meaning).items())):
        total[one] = total.get(one, 0.0) + value
    return [one for one, _ in sorted(total.items(), key=lambda item: (-item[1], item[0]))]


def tune(client, name, judged):
    lists = [(ids_and_scores(client, name, "words", q["text"]), ids_and_scores(client, name, "vector", q["vector"]), q["grades"]) for q in judged]
    tried = [{"way": way, "weight": tenth / 10} for way in WAYS for tenth in range(11)]
    return max(tried, key=lambda settings: sum(ndcg(fuse(w, m, settings), grades) for w, m, grades in lists))


def rank(client, name, text, vector, settings, k):
    return fuse(ids_and_scores(client, name, "words", text), ids_and_scores(client, name, "vector", vector), settings)[:k]

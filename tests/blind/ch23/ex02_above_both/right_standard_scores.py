# expect: passed
# because: 'find out how to fuse': standard scores instead of 0 to 1, the middle of the weights that are about as good as the best one
import math


def ndcg(ids, grades, k=10):
    """How near a ranking is to the best possible one, from 0 to 1."""
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)  # noqa: E731
    best = sum(gain(g, p) for p, g in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return sum(gain(grades.get(i, 0), p) for p, i in enumerate(ids[:k], 1)) / best if best else 0.0

DEPTH = 100


from statistics import mean, pstdev


def standing(hits):
    """{id: standard score}: how many deviations a hit is above the mean of its list; the sign of BM25 does not matter."""
    raw = [abs(hit["distance"]) for hit in hits] if hits and hits[0]["distance"] < 0 and hits[-1]["distance"] <= 0 else [hit["distance"] for hit in hits]
    if not raw:
        return {}
    middle, spread = mean(raw), pstdev(raw) or 1.0
    scores = {hit["id"]: (value - middle) / spread for hit, value in zip(hits, raw)}
    least = min(scores.values())
    return {one: value - least for one, value in scores.items()}


def search(client, name, field, query):
    hits = client.search(name, data=[query], anns_field=field, limit=DEPTH, consistency_level="Strong")[0]
    if field == "vector":
        hits = [{"id": hit["id"], "distance": hit["distance"] + 2} for hit in hits]
    return standing(list(hits))


def fused(words, meaning, share):
    everything = {**words, **meaning}
    return sorted(everything, key=lambda one: -(share * words.get(one, 0.0) + (1 - share) * meaning.get(one, 0.0)))


def tune(client, name, judged):
    pairs = [(search(client, name, "words", q["text"]), search(client, name, "vector", q["vector"]), q["grades"]) for q in judged]
    curve = {}
    for share in range(0, 101, 5):
        curve[share] = mean(ndcg(fused(words, meaning, share / 100), grades) for words, meaning, grades in pairs)
    best = max(curve.values())
    good = [share for share, value in curve.items() if value > best - 0.005]
    return {"share_of_words": good[len(good) // 2] / 100, "measured": best, "queries": len(judged)}


def rank(client, name, text, vector, settings, k):
    return fused(search(client, name, "words", text), search(client, name, "vector", vector), settings["share_of_words"])[:k]

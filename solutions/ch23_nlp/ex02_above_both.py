"""Above both, on judgments that did not choose.

A collection has the fields `id` (the key), `text` (analyzed), `words` (its BM25 vector) and `vector` (32 floats, COSINE). A judged query is a dict with
`text`, `vector` and `grades` (`{id: grade}`; 2 is what was asked for, 1 is near it, an id that is missing has the grade 0). nDCG@10 is that of chapter 11.

The shop has several such collections. In one of them both fields know something; in one of them the words are useless, in another one the vectors are.

Write `tune(client, name, judged)`: from 24 judged queries find out how to fuse, and return settings of your own choice. They have to be plain data: numbers,
texts, lists, dicts, None.

Write `rank(client, name, text, vector, settings, k)`: the best `k` ids (1 to 50) for a query, best first, fused from both fields as the settings
say. `settings` is what `tune` returned for this collection, perhaps on an earlier day in a different process.

Measured is the mean nDCG@10 of `rank` on 24 other queries. Where both fields know something it has to be at least 0.05 above the better one of the two
alone. Where one of them is useless, it may be at most 0.03 below the other one alone. The scores of BM25 have no upper end, and Milvus Lite gives them
a minus sign: larger is better on a server, smaller on Lite.
"""

import math


def ndcg(ids, grades, k=10):
    """How near a ranking is to the best possible one, from 0 to 1."""
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)  # noqa: E731
    best = sum(gain(g, p) for p, g in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return sum(gain(grades.get(i, 0), p) for p, i in enumerate(ids[:k], 1)) / best if best else 0.0


DEPTH = 100


def tune(client, name, judged):
    """Settings for this collection, chosen by the judged queries."""
    # BEGIN SOLUTION tune
    words = parts(client, name, "words", [query["text"] for query in judged])
    meaning = parts(client, name, "vector", [list(query["vector"]) for query in judged])

    def quality(weight):
        return sum(ndcg(mixed(w, m, weight), query["grades"]) for w, m, query in zip(words, meaning, judged))

    return max((n / 10 for n in range(11)), key=quality)
    # END SOLUTION


def rank(client, name, text, vector, settings, k):
    """The best k ids, best first."""
    # BEGIN SOLUTION rank
    words = parts(client, name, "words", [text])[0]
    meaning = parts(client, name, "vector", [list(vector)])[0]
    return mixed(words, meaning, settings)[:k]
    # END SOLUTION


def parts(client, name, field, queries):
    """For each query {id: score from 0 to 1}, the best hit 1, the last one 0."""
    # BEGIN SOLUTION parts
    found = []
    for hits in client.search(name, data=queries, anns_field=field, limit=DEPTH):
        scores = [abs(hit["distance"]) if field == "words" else hit["distance"] for hit in hits]
        low, high = min(scores, default=0), max(scores, default=0)
        found.append({hit["id"]: (score - low) / (high - low) if high > low else 1.0 for hit, score in zip(hits, scores)})
    return found
    # END SOLUTION


def mixed(words, meaning, weight):
    """All ids that either field found, by the weighted sum of their scores."""
    # BEGIN SOLUTION mixed
    scores = {id: weight * words.get(id, 0.0) + (1 - weight) * meaning.get(id, 0.0) for id in {*words, *meaning}}
    return sorted(scores, key=lambda id: (-scores[id], id))
    # END SOLUTION

"""Reciprocal rank fusion, by hand.

A museum finds things by a picture, by what their label means, and by the words on the label: three vector fields, three
rankings, three kinds of scores that cannot be compared. Reciprocal rank fusion (RRF) looks only at the places. A thing at
place 1, 2, 3, … of a ranking gets 1 / (k + place) from it, and nothing from a ranking that does not have it; the sum is its score.

Write two functions.

- `rrf(rankings, k, limit)` gets a list of rankings, each a list of ids, best first. They may differ in length, have different
  ids, and be empty. It returns the best `limit` things as a list of pairs `(id, score)`, best first; of things with equal scores
  the one with the smaller id comes first.
- `fused(client, name, asked, depth, k, limit)` searches a collection. `asked` maps a field to what it is searched with: a
  vector, as a list, or a text for a field that BM25 fills. Search each field by itself for its best `depth` rows, and return
  what `rrf` makes of these rankings. What is None is not searched with; if nothing is left, the answer is an empty list.

Without being told otherwise, `k` is 60 and `limit` is 10. Your answer is compared with that of Milvus' own `hybrid_search`, so do without that call here.
"""


def rrf(rankings, k=60, limit=10):
    """The best `limit` ids with their scores, best first."""
    # BEGIN SOLUTION rrf
    scores = {}
    for ranking in rankings:
        for place, id in enumerate(ranking, 1):
            scores[id] = scores.get(id, 0.0) + 1 / (k + place)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    # END SOLUTION


def fused(client, name, asked, depth, k=60, limit=10):
    """The best `limit` rows of several fields, with their scores, best first."""
    # BEGIN SOLUTION fused
    rankings = []
    for field, query in asked.items():
        if query is not None:
            (hits,) = client.search(name, data=[query], anns_field=field, limit=depth)
            rankings.append([hit["id"] for hit in hits])
    return rrf(rankings, k, limit)
    # END SOLUTION

"""Weights that hold up.

A search over three vector fields is fused by `WeightedRanker`. One field may be very good, another one useless, and which is which differs from collection to
collection. You get judged queries and choose the weights by them. Your weights are then measured on **other** queries, which your code never sees.

Write two functions.

- `ndcg(ids, grades, k)` measures one ranking. `ids` is a list, best first, without repetition; `grades` maps an id to a grade, a whole number of 1 or more, and what it does not
  have is graded 0. The hit at place p, up to place k, brings (2^grade − 1) / log2(p + 1). The sum is divided by what the best possible ranking of
  all graded ids would bring. Without any graded id it is 0.
- `tune(client, name, fields, judged)` returns the weights as a dict, field to a number from 0 to 1, not all of them 0. `fields` are the names of three vector fields of the collection
  `name`, all of 32 floats and COSINE. `judged` is a list of 24 queries, each a dict with `asked` (field to query vector) and `grades` (id to grade). Rows have an `id` (INT64, the key).

Your weights are judged by nDCG@10 of `hybrid_search` with `WeightedRanker` (`norm_score=True`) and a limit of 100 in each request. They have to come within 0.05 of the best
weights there are for the queries that you have not seen. You have some 30 seconds per collection: search once per field, and fuse by yourself.
"""

import math
from grader.learner import NotStarted


def ndcg(ids, grades, k=10):
    """How near a ranking is to the best possible one, from 0 to 1."""
    raise NotStarted("ndcg")


def tune(client, name, fields, judged):
    """Weights by field, chosen by the judged queries."""
    raise NotStarted("tune")

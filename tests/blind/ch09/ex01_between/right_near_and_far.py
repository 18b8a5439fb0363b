# expect: passed
# because: turns the bounds into near and far with a sign, so that one rule serves all metrics
"""Between two scores.

People ask for rows by how well they fit, not by how many: *from 0.5 up, but below 0.75*. The one who asks does not know which
metric a collection has, and Milvus puts its two bounds, and which of them belongs to the range, differently for each metric.
Hide that behind one function:

`between(client, name, vector, low=None, high=None, ends="[]")` → list of ids, best first

- A **score** is the number that Milvus returns as `distance`: by L2 the *squared* distance (smaller is better), by IP and
  COSINE the similarity (larger is better).
- `low` and `high` are the smaller and the larger score, whatever the metric. None: no bound on that side. 0 is a bound.
- `ends` says which bounds belong to the range: `"[]"` both, `"[)"` only `low`, `"(]"` only `high`, `"()"` neither.
- The collection `name` has an INT64 key `id` and one vector field with an index; `describe_index` knows its metric. Only L2, IP
  and COSINE occur. There are at most 3,000 rows, and **all** ids that fit come back. No score is beyond 100,000.
- Rows outside the range stay in Milvus. Those that lie exactly on a bound may leave it.

Scores here are exact to the last bit, so two rows on one bound have the same number. By L2 the bounds asked for are squares of whole
numbers: Milvus Lite compares the square of a rounded root, and for others that is a bit beside the score. Ids with the same score may
come in any order.

    >>> between(client, "songs", vector, 0.5, 0.75, "[)")     # COSINE
    [120417, 553902, 777010]
"""

import math


def between(client, name, vector, low=None, high=None, ends="[]"):
    """Ids whose score lies between low and high, best first."""
    metric = client.describe_index(name, client.list_indexes(name)[0])["metric_type"]
    sign = 1 if metric == "L2" else -1          # sign * score: smaller is better
    near, far = (low, high) if sign > 0 else (high, low)
    near_in, far_in = ("[" in ends, "]" in ends) if sign > 0 else ("]" in ends, "[" in ends)
    near_key = -math.inf if near is None else sign * near
    far_key = math.inf if far is None else sign * far

    params = {"radius": sign * min(far_key + max(2**-20, abs(far_key) * 2**-20), 2.0**20)}
    if near is not None:
        params["range_filter"] = near
    hits = client.search(name, data=[vector], limit=3000, search_params={"params": params}, output_fields=["id"])[0]

    def fits(key):
        return (near_key < key or (near_in and key == near_key)) and (key < far_key or (far_in and key == far_key))

    return [hit["id"] for hit in hits if fits(sign * hit["distance"])]

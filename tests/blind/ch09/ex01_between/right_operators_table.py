# expect: passed
# because: a table of operators for the four kinds of ends and a small relative margin around both bounds
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

import operator

LOW = {"[": operator.ge, "(": operator.gt}
HIGH = {"]": operator.le, ")": operator.lt}
ENDLESS = 1_000_000.0
ROOM = 1e-6


def metric_of(client, name):
    (index,) = client.list_indexes(name)
    return client.describe_index(name, index)["metric_type"].upper()


def slack(bound):
    return ROOM * max(1.0, abs(bound))


def between(client, name, vector, low=None, high=None, ends="[]"):
    """Ids whose score lies between low and high, best first."""
    least = -ENDLESS if low is None else low - slack(low)
    most = ENDLESS if high is None else high + slack(high)
    if metric_of(client, name) == "L2":
        bounds = {"radius": most, "range_filter": max(least, 0.0) if low is not None else 0.0}
    else:
        bounds = {"radius": least, "range_filter": most}
    (hits,) = client.search(
        name, data=[list(vector)], limit=16_384, output_fields=["id"], search_params={"params": bounds}
    )
    above, below = LOW[ends[0]], HIGH[ends[1]]
    return [
        hit["id"]
        for hit in hits
        if (low is None or above(hit["distance"], low)) and (high is None or below(hit["distance"], high))
    ]

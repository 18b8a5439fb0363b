# expect: partial|failed
# because: never compares the scores but moves each bound by 1e-4 in or out, so rows that lie a little less than that beside a bound are taken or left wrongly ('exact to the last bit')
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

EPS = 1e-4


def between(client, name, vector, low=None, high=None, ends="[]"):
    """Ids whose score lies between low and high, best first."""
    metric = client.describe_index(name, client.list_indexes(name)[0])["metric_type"]
    least = -1e6 if low is None else low - EPS if ends[0] == "[" else low + EPS
    most = 1e6 if high is None else high + EPS if ends[1] == "]" else high - EPS
    if least >= most:
        return []
    if metric == "L2":
        params = {"radius": most, "range_filter": max(0.0, least)}
    else:
        params = {"radius": least, "range_filter": most}
    hits = client.search(name, data=[vector], limit=3000, output_fields=["id"], search_params={"params": params})[0]
    return [hit["id"] for hit in hits]

# expect: partial|failed
# because: tests `if low` instead of `is not None`, but '0 is a bound'
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

import numpy as np


def between(client, name, vector, low=None, high=None, ends="[]"):
    """Ids whose score lies between low and high, best first."""
    metric = client.describe_index(name, client.list_indexes(name)[0])["metric_type"]
    if metric == "L2":
        near, far, outward, beyond = low, high, np.inf, 1e6
    else:
        near, far, outward, beyond = high, low, -np.inf, -1e6
    params = {"radius": beyond if not far else float(np.nextafter(np.float32(far), np.float32(outward)))}
    if near:
        params["range_filter"] = float(near)
    hits = client.search(name, data=[vector], limit=3000, output_fields=["id"], search_params={"params": params})[0]
    found = []
    for hit in hits:
        score = hit["distance"]
        if low and (score < low or (score == low and ends[0] == "(")):
            continue
        if high and (score > high or (score == high and ends[1] == ")")):
            continue
        found.append(hit["id"])
    return found

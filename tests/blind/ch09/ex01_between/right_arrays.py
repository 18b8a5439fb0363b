# expect: passed
# because: no range at all when no bound is given, and masks over arrays of scores for the ends
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
    schema = client.describe_collection(name)
    field = next(f["name"] for f in schema["fields"] if f["type"] == 101)
    index = next(i for i in map(lambda n: client.describe_index(name, n), client.list_indexes(name)) if i["field_name"] == field)
    distance = index["metric_type"] == "L2"

    params = {}
    if low is not None or high is not None:
        params["radius"] = 1e6 if distance else -1e6
        far, near = (high, low) if distance else (low, high)
        if far is not None:
            params["radius"] = float(far) + (1 if distance else -1) * max(1e-6, abs(far) * 1e-6)
        if near is not None:
            params["range_filter"] = float(near)
    asked = {"params": params} if params else None
    hits = client.search(name, data=[vector], anns_field=field, limit=3000, output_fields=["id"], search_params=asked)[0]

    ids = np.array([hit["id"] for hit in hits], dtype=np.int64)
    scores = np.array([hit["distance"] for hit in hits])
    keep = np.ones(len(ids), dtype=bool)
    if low is not None:
        keep &= scores >= low if ends.startswith("[") else scores > low
    if high is not None:
        keep &= scores <= high if ends.endswith("]") else scores < high
    return ids[keep].tolist()

# expect: partial|failed
# because: every group is judged by itself, however small
"""The gate.

Readers find products through an alias, which leads to a collection that the model in service has embedded. A candidate has embedded the same
products, under the same ids, into a second collection. Write `gate(client, alias, candidate, embed_old, embed_new, judged, k)`, which decides.

- `candidate` is the second collection's name. Both have a field `vector` (32 floats, COSINE) and read at the level Strong.
- `embed_old` is the model in service, `embed_new` the candidate. Each gets a list of texts and returns a list of vectors.
- `judged` has 30 to 1,000 dicts `{"query": "…", "group": "shoes", "right": [17, 4]}`: which products a person called right, 1 to k of them.

The measure is *recall at k*: the share of the right products that are among the k nearest. `change` of a query is the candidate's recall minus that
of the model in service. The candidate passes if both of these hold:

1. The mean of all changes, minus 1.64 standard errors, is at least -0.02. The standard error is the sample standard deviation of the changes
   (divisor n - 1) divided by the square root of n.
2. No group has a mean change below -0.05. Groups with fewer than 20 queries are joined into one that is called `"others"`, whatever its size.

If it passes, the alias leads to the candidate afterwards. If not, the alias is not touched. Either way both collections stay. What comes back is a dict:
`passes` (bool), `old` and `new` (mean recall of each), `floor` (the number that rule 1 compares) and `losers` (the names of the groups that break rule 2, sorted).
"""

import numpy as np


def gate(client, alias, candidate, embed_old, embed_new, judged, k):
    """Let the candidate in, or not; returns what was decided and why."""
    old = recalls(client, alias, embed_old, judged, k)
    new = recalls(client, candidate, embed_new, judged, k)
    change = new - old
    floor = change.mean() - 1.64 * change.std(ddof=1) / np.sqrt(len(change))
    names = [row["group"] for row in judged]
    joined = np.array([name for name in names])
    losers = sorted(str(name) for name in set(joined) if change[joined == name].mean() < -0.05)
    passes = bool(floor >= -0.02 and not losers)
    if passes:
        client.alter_alias(collection_name=candidate, alias=alias)
    return {"passes": passes, "old": float(old.mean()), "new": float(new.mean()), "floor": float(floor), "losers": losers}


def recalls(client, name, embed, judged, k):
    """Recall at k of each query, answered by Milvus."""
    vectors = [list(v) for v in embed([row["query"] for row in judged])]
    found = []
    for start in range(0, len(vectors), 200):
        found += client.search(name, data=vectors[start : start + 200], limit=k, consistency_level="Strong")
    return np.array([len({hit["id"] for hit in hits} & set(row["right"])) / len(row["right"]) for row, hits in zip(judged, found, strict=True)])

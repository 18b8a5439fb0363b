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
from grader.learner import NotStarted


def gate(client, alias, candidate, embed_old, embed_new, judged, k):
    """Let the candidate in, or not; returns what was decided and why."""
    raise NotStarted("gate")

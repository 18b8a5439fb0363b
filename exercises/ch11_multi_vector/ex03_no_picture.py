"""A row without a picture never vanishes.

An archive has things with a text and a picture, things with a text only, and, from an old scanner, a few with a picture only. The collection
has the fields `id` (INT64, the key), `meaning` and `picture` (32 floats each; the metric of both is COSINE in one archive and L2 in
another), `has_meaning` and `has_picture` (BOOL), and reads at the level Strong. No vector field may be NULL.

Write two functions.

- `store(client, name, things)` stores a list of things. A thing is a dict with `id`, `meaning` and `picture`, each of the two a list of 32
  numbers or None, but never both None. It returns how many were stored. What is None needs a placeholder, and its flag is False.
- `search(client, name, meaning, picture, k)` returns the ids of the best `k` things, best first, by the two rankings fused with Milvus'
  RRF at k = 60. Every thing that has a picture takes part in the ranking by picture, and **no other does**; the same holds for the meaning.
  Fetch enough for each ranking: of up to 2,000 things, each one may be among the best `k`, so the rankings have to be complete.
  `meaning` or `picture` may be None: then the other one alone decides. If both are None, the answer is an empty list.

Of two things with equal scores either may come first.
"""

from pymilvus import AnnSearchRequest, RRFRanker
from grader.learner import NotStarted

DIM = 32


def store(client, name, things):
    """Store what is there; returns how many."""
    raise NotStarted("store")


def search(client, name, meaning, picture, k):
    """The ids of the best k things, best first."""
    raise NotStarted("search")

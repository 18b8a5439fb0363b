"""Not three stars.

A shop for tea has the collection `name`: `id` (INT64, primary key), `vector` (32 floats, metric L2), `stars` (INT64, **nullable**:
the mean rating, 0 to 5; NULL for a tea that has no rating yet). 0 stars is a rating, and a bad one. Write four functions.
Each returns a list of ids; only `nearest_not_rated` cares about the order.

- `unrated(client, name)`: teas without a rating.
- `rated_but_not(client, name, stars)`: teas **with** a rating, and another one than `stars`.
- `all_but(client, name, stars)`: every tea except those rated `stars`: the unrated ones belong here.
- `nearest_not_rated(client, name, vector, stars, k)`: the `k` teas nearest to `vector` among those of `all_but`, nearest first.

There are several hundred teas, and most of those around a good one may have the same rating. Any of the lists may be empty.

    >>> unrated(client, "teas")
    [310554, 190277]
"""

from grader.learner import NotStarted


def unrated(client, name):
    """Ids of the teas without a rating."""
    raise NotStarted("unrated")


def rated_but_not(client, name, stars):
    """Ids of the teas with another rating."""
    raise NotStarted("rated_but_not")


def all_but(client, name, stars):
    """Ids of all teas except those rated so."""
    raise NotStarted("all_but")


def nearest_not_rated(client, name, vector, stars, k):
    """Ids of the k nearest teas of all_but, nearest first."""
    raise NotStarted("nearest_not_rated")

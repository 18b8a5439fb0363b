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


def unrated(client, name):
    """Ids of the teas without a rating."""
    # BEGIN SOLUTION unrated
    return [row["id"] for row in client.query(name, filter="stars is null", output_fields=["id"])]
    # END SOLUTION


def rated_but_not(client, name, stars):
    """Ids of the teas with another rating."""
    # BEGIN SOLUTION rated_but_not
    return [row["id"] for row in client.query(name, filter=f"stars is not null and stars != {stars}", output_fields=["id"])]
    # END SOLUTION


def all_but(client, name, stars):
    """Ids of all teas except those rated so."""
    # BEGIN SOLUTION all_but
    return [row["id"] for row in client.query(name, filter=f"stars is null or stars != {stars}", output_fields=["id"])]
    # END SOLUTION


def nearest_not_rated(client, name, vector, stars, k):
    """Ids of the k nearest teas of all_but, nearest first."""
    # BEGIN SOLUTION nearest_not_rated
    hits = client.search(name, data=[vector], limit=k, filter=f"stars is null or stars != {stars}")[0]
    return [hit["id"] for hit in hits]
    # END SOLUTION

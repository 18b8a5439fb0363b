"""Rings.

A city keeps its bicycle stands in the collection `stands`: `id` (INT64, primary key), `place` (2 floats, metric **L2**): kilometers
east and north of the town hall. A music shop keeps its records in the collection `records`: `id` (INT64, primary key), `taste`
(3 floats, metric **IP**). Neither has more than 900 rows. Write three functions; each returns **all** ids that fit, nearest
(or most similar) first.

- `ring(client, name, place, near, far)`: the stands that are at least `near` and less than `far` kilometers from `place`, as
  the crow flies. 0 <= near < far. The numbers are kilometers, not squares of kilometers.
- `within(client, name, place, far)`: the stands that are **at most** `far` kilometers away. A stand that is exactly `far`
  away belongs there. `far` may be 0.
- `liked(client, name, taste, low, high)`: the records whose inner product with `taste` is **more than** `low` and **at most**
  `high`. Either may be None: then there is no bound on that side. 0 is a bound. No score here is beyond 100,000.

Coordinates and distances that count here are exact: a stand at (3, 4) is 5 km from the town hall, to the last bit. Ids that
are equally far may come in any order.

    >>> ring(client, "stands", [0.0, 0.0], 1.0, 5.0)
    [120417, 553902, 777010]
"""


def ring(client, name, place, near, far):
    """Ids with near <= distance < far, nearest first."""
    # BEGIN SOLUTION ring
    asked = {"radius": far**2, "range_filter": near**2}
    hits = client.search(name, data=[place], anns_field="place", limit=1000, search_params={"params": asked})[0]
    return [hit["id"] for hit in hits]
    # END SOLUTION


def within(client, name, place, far):
    """Ids with distance <= far, nearest first."""
    # BEGIN SOLUTION within
    wide = {"radius": far**2 + 0.25}  # the radius itself is outside, so it is set a little farther
    hits = client.search(name, data=[place], anns_field="place", limit=1000, search_params={"params": wide})[0]
    return [hit["id"] for hit in hits if hit["distance"] <= far**2]
    # END SOLUTION


def liked(client, name, taste, low=None, high=None):
    """Ids with low < inner product <= high, most similar first."""
    # BEGIN SOLUTION liked
    asked = {"radius": -1e9 if low is None else low}
    if high is not None:
        asked["range_filter"] = high
    hits = client.search(name, data=[taste], anns_field="taste", limit=1000, search_params={"params": asked})[0]
    return [hit["id"] for hit in hits]
    # END SOLUTION

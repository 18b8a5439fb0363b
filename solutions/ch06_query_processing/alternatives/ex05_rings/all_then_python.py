"""A search for everything that there is, and the bounds in Python."""


def _all(client, name, vector, field):
    (hits,) = client.search(name, [vector], anns_field=field, limit=5000)
    return [(hit["distance"], hit["id"]) for hit in hits]


def ring(client, name, place, near, far):
    return [i for d, i in _all(client, name, place, "place") if near * near <= d < far * far]


def within(client, name, place, far):
    return [i for d, i in _all(client, name, place, "place") if d <= far * far]


def liked(client, name, taste, low=None, high=None):
    low, high = float("-inf") if low is None else low, float("inf") if high is None else high
    return [i for s, i in _all(client, name, taste, "taste") if low < s <= high]

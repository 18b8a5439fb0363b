# expect: failed|partial
# because: "Either may be None" and 0 is a bound -- `low or -inf`, `high or inf`
import math

ALL = 1000


def _stands(client, name, place):
    for hit in client.search(name, data=[place], limit=ALL)[0]:
        yield hit["id"], math.sqrt(max(hit["distance"], 0.0))


def ring(client, name, place, near, far):
    """Ids with near <= distance < far, nearest first."""
    return [i for i, km in _stands(client, name, place) if near <= km < far]


def within(client, name, place, far):
    """Ids with distance <= far, nearest first."""
    return [i for i, km in _stands(client, name, place) if km <= far]


def liked(client, name, taste, low=None, high=None):
    """Ids with low < inner product <= high, most similar first."""
    low, high = low or -math.inf, high or math.inf
    return [hit["id"] for hit in client.search(name, data=[taste], limit=ALL)[0] if low < hit["distance"] <= high]

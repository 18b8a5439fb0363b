# expect: passed
# because: no range parameters at all: a search for all rows in order (limit 1000), the bounds in Python, on the root of Milvus' number
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
    low, high = -math.inf if low is None else low, math.inf if high is None else high
    return [hit["id"] for hit in client.search(name, data=[taste], limit=ALL)[0] if low < hit["distance"] <= high]

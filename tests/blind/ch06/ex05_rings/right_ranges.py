# expect: passed
# because: range searches throughout; within asks a little farther and cuts in Python; liked uses bounds beyond everything where one is missing
import math


def _range(client, name, vector, radius, range_filter):
    return client.search(
        name, data=[vector], limit=900, search_params={"params": {"radius": radius, "range_filter": range_filter}}
    )[0]


def ring(client, name, place, near, far):
    """Ids with near <= distance < far, nearest first."""
    return [hit["id"] for hit in _range(client, name, place, far * far, near * near)]


def within(client, name, place, far):
    """Ids with distance <= far, nearest first."""
    return [hit["id"] for hit in _range(client, name, place, far * far + 1, 0.0) if math.sqrt(hit["distance"]) <= far]


def liked(client, name, taste, low=None, high=None):
    """Ids with low < inner product <= high, most similar first."""
    return [hit["id"] for hit in _range(client, name, taste, -1e9 if low is None else low, 1e9 if high is None else high)]

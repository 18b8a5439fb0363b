"""The next float after the bound makes an open end a closed one; range_filter is always given."""

import math

import numpy as np


def _ask(client, name, vector, field, **asked):
    asked = {key: float(value) for key, value in asked.items()}
    hits = client.search(
        collection_name=name, data=np.array([vector], dtype=np.float32), anns_field=field, limit=900, search_params={"params": asked}
    )[0]
    return [hit["id"] for hit in hits]


def ring(client, name, place, near, far):
    return _ask(client, name, place, "place", radius=math.pow(far, 2), range_filter=math.pow(near, 2))


def within(client, name, place, far):
    return _ask(client, name, place, "place", radius=np.nextafter(np.float32(far**2), np.float32(np.inf)), range_filter=0)


def liked(client, name, taste, low=None, high=None):
    return _ask(client, name, taste, "taste", radius=-1e6 if low is None else low, range_filter=1e6 if high is None else high)

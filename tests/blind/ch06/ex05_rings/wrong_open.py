# expect: failed|partial
# because: "A stand that is exactly `far` away belongs there. `far` may be 0" -- radius=far*far leaves it out
def _range(client, name, vector, **bounds):
    hits = client.search(name, data=[vector], limit=1000, search_params={"params": bounds})[0]
    return [hit["id"] for hit in hits]


def ring(client, name, place, near, far):
    """Ids with near <= distance < far, nearest first."""
    return _range(client, name, place, radius=far**2, range_filter=near**2)


def within(client, name, place, far):
    """Ids with distance <= far, nearest first."""
    return _range(client, name, place, radius=far**2)


def liked(client, name, taste, low=None, high=None):
    """Ids with low < inner product <= high, most similar first."""
    hits = client.search(name, data=[taste], limit=1000)[0]
    return [h["id"] for h in hits if (low is None or h["distance"] > low) and (high is None or h["distance"] <= high)]

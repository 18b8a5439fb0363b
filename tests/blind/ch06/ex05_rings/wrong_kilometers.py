# expect: failed|partial
# because: "The numbers are kilometers, not squares of kilometers" -- hands them to Milvus' L2 as they are
import math


def _range(client, name, vector, **bounds):
    hits = client.search(name, data=[vector], limit=1000, search_params={"params": bounds})[0]
    return [hit["id"] for hit in hits]


def ring(client, name, place, near, far):
    """Ids with near <= distance < far, nearest first."""
    return _range(client, name, place, radius=far, range_filter=near)


def within(client, name, place, far):
    """Ids with distance <= far, nearest first."""
    hits = client.search(name, data=[place], limit=1000)[0]
    return [hit["id"] for hit in hits if hit["distance"] <= far]


def liked(client, name, taste, low=None, high=None):
    """Ids with low < inner product <= high, most similar first."""
    hits = client.search(name, data=[taste], limit=1000)[0]
    return [h["id"] for h in hits if (low is None or h["distance"] > low) and (high is None or h["distance"] <= high)]

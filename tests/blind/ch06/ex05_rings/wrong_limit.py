# expect: failed|partial
# because: "each returns **all** ids that fit" -- no limit is said, so Milvus gives ten
import math


def ring(client, name, place, near, far):
    """Ids with near <= distance < far, nearest first."""
    hits = client.search(name, data=[place], search_params={"params": {"radius": far**2, "range_filter": near**2}})[0]
    return [hit["id"] for hit in hits]


def within(client, name, place, far):
    """Ids with distance <= far, nearest first."""
    above = math.nextafter(far * far, math.inf) + 1e-6
    hits = client.search(name, data=[place], search_params={"params": {"radius": above}})[0]
    return [hit["id"] for hit in hits if hit["distance"] <= far * far]


def liked(client, name, taste, low=None, high=None):
    """Ids with low < inner product <= high, most similar first."""
    params = {"radius": -1e30 if low is None else low}
    if high is not None:
        params["range_filter"] = high
    hits = client.search(name, data=[taste], search_params={"params": params})[0]
    return [hit["id"] for hit in hits]

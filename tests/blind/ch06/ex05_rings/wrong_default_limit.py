# expect: failed|partial
# because: the default limit of ten hits stays, and all ids that fit were asked for
def ring(client, name, place, near, far):
    params = {"metric_type": "L2", "params": {"radius": far**2, "range_filter": near**2}}
    return [h["id"] for h in client.search(name, data=[place], anns_field="place", search_params=params, consistency_level="Strong")[0]]


def within(client, name, place, far):
    hits = client.search(name, data=[place], anns_field="place", limit=1000, consistency_level="Strong")[0]
    return [h["id"] for h in hits if h["distance"] <= far**2]


def liked(client, name, taste, low=None, high=None):
    hits = client.search(name, data=[taste], anns_field="taste", limit=1000, consistency_level="Strong")[0]
    return [h["id"] for h in hits if (low is None or h["distance"] > low) and (high is None or h["distance"] <= high)]

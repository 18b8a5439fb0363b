# expect: failed|partial
# because: a tenth of a square kilometer is added to the radius, and stands beyond it come in
def _hits(client, name, vector, **p): return [h["id"] for h in client.search(name, data=[vector], limit=900, search_params={"params": p})[0]]
def ring(client, name, place, near, far): return _hits(client, name, place, radius=far**2, range_filter=near**2)
def within(client, name, place, far): return _hits(client, name, place, radius=far**2 + 0.1)
def liked(client, name, taste, low=None, high=None):
    p = {"radius": -1e5 if low is None else low}
    if high is not None: p["range_filter"] = high
    return _hits(client, name, taste, **p)

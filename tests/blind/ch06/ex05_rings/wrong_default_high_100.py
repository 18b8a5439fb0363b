# expect: failed|partial
# because: no upper bound is taken for a bound below everything
def _hits(client, name, vector): return [(h["id"], h["distance"]) for h in client.search(name, data=[vector], limit=900)[0]]
def ring(client, name, place, near, far): return [i for i, d in _hits(client, name, place) if near**2 <= d < far**2]
def within(client, name, place, far): return [i for i, d in _hits(client, name, place) if d <= far**2]
def liked(client, name, taste, low=None, high=None):
    low = float("-inf") if low is None else low
    high = float("-inf") if high is None else high
    return [i for i, s in _hits(client, name, taste) if low < s <= high]

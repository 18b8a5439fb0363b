# expect: failed|partial
# because: counts an id once for each time that it comes: duplicates in an answer raise recall
def recall_at_k(found, truth):
    return sum(sum(x in t for x in f) / len(t) for f, t in zip(found, truth)) / len(truth)
def recall_of(client, approximate, exact, queries, k, search_params):
    ids = lambda name, **kw: [[h["id"] for h in hits] for hits in client.search(name, data=queries, limit=k, **kw)]
    return recall_at_k(ids(approximate, search_params=search_params), ids(exact))

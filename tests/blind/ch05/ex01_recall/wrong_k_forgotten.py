# expect: failed|partial
# because: k is never used: both searches bring the default of ten hits, whatever was asked for
def recall_at_k(found, truth):
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)


def recall_of(client, approximate, exact, queries, k, search_params):
    found = client.search(approximate, data=queries, search_params=search_params)
    truth = client.search(exact, data=queries)
    return recall_at_k([[h["id"] for h in hits] for hits in found], [[h["id"] for h in hits] for hits in truth])

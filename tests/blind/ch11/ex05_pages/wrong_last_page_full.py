# expect: failed|partial
# because: 'or what is left of them': a last page that is not full is filled from before it
from pymilvus import AnnSearchRequest, RRFRanker


def page(client, name, asked, filter, number, size, depth):
    requests = [AnnSearchRequest([vector], field, {}, limit=depth, filter=filter) for field, vector in asked.items()]
    hits = client.hybrid_search(name, requests, RRFRanker(60), limit=2 * depth)[0]
    ids = [hit["id"] for hit in hits]
    start = min(number * size, max(0, len(ids) - size))
    return ids[start : start + size]


def smallest_depth(client, name, samples, size, share, depths):
    first = lambda sample, depth: set(page(client, name, sample, "", 0, size, depth))
    whole = [first(sample, depths[-1]) for sample in samples]
    for depth in depths:
        total = sum(len(first(sample, depth) & right) / size for sample, right in zip(samples, whole))
        if total / len(samples) >= share:
            return depth

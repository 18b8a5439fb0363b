# expect: failed|partial
# because: 'Every row on a page passes the filter': whole answers are remembered by query and depth, and the filter is forgotten
from pymilvus import AnnSearchRequest, RRFRanker

CACHE = {}


def page(client, name, asked, filter, number, size, depth):
    requests = [AnnSearchRequest([vector], field, {}, limit=depth, filter=filter) for field, vector in asked.items()]
    key = (name, str(asked), depth)
    if key not in CACHE:
        hits = client.hybrid_search(name, requests, RRFRanker(60), limit=2 * depth)[0]
        CACHE[key] = [hit["id"] for hit in hits]
    return CACHE[key][number * size : (number + 1) * size]


def smallest_depth(client, name, samples, size, share, depths):
    first = lambda sample, depth: set(page(client, name, sample, "", 0, size, depth))
    whole = [first(sample, depths[-1]) for sample in samples]
    for depth in depths:
        total = sum(len(first(sample, depth) & right) / size for sample, right in zip(samples, whole))
        if total / len(samples) >= share:
            return depth

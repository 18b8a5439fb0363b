# expect: passed
# because: 'the share of **it** that is also on the first page at the last of the depths': divided by the length of that page itself, which may be shorter than `size` at a small depth
from pymilvus import AnnSearchRequest, RRFRanker


def page(client, name, asked, filter, number, size, depth):
    requests = [AnnSearchRequest([vector], field, {}, limit=depth, filter=filter) for field, vector in asked.items()]
    hits = client.hybrid_search(name, requests, RRFRanker(60), limit=size, offset=number * size)[0]
    return [hit["id"] for hit in hits]


def smallest_depth(client, name, samples, size, share, depths):
    first = lambda sample, depth: set(page(client, name, sample, "", 0, size, depth))
    whole = [first(sample, depths[-1]) for sample in samples]
    for depth in depths:
        total = sum(len(first(sample, depth) & right) / max(1, len(first(sample, depth))) for sample, right in zip(samples, whole))
        if total / len(samples) >= share:
            return depth

# expect: failed|partial
# because: 'also on the first page **at the last of the depths**': compared with the next depth
from pymilvus import AnnSearchRequest, RRFRanker


def page(client, name, asked, filter, number, size, depth):
    requests = [AnnSearchRequest([vector], field, {}, limit=depth, filter=filter) for field, vector in asked.items()]
    hits = client.hybrid_search(name, requests, RRFRanker(60), limit=size, offset=number * size)[0]
    return [hit["id"] for hit in hits]


def smallest_depth(client, name, samples, size, share, depths):
    first = lambda sample, depth: set(page(client, name, sample, "", 0, size, depth))
    for depth, deeper in zip(depths, depths[1:]):
        whole = [first(sample, deeper) for sample in samples]
        total = sum(len(first(sample, depth) & right) / size for sample, right in zip(samples, whole))
        if total / len(samples) >= share:
            return depth
    return depths[-1]

# expect: failed|partial
# because: 'the same whole answer stands behind all of them': each part is paged, and the pages are fused
from pymilvus import AnnSearchRequest, RRFRanker


def page(client, name, asked, filter, number, size, depth):
    scores = {}
    for field, vector in asked.items():
        hits = client.search(name, data=[vector], anns_field=field, limit=size, offset=number * size, filter=filter)[0]
        for place, hit in enumerate(hits, number * size + 1):
            scores[hit["id"]] = scores.get(hit["id"], 0) + 1 / (60 + place)
    return sorted(scores, key=lambda id: (-scores[id], id))[:size]


def smallest_depth(client, name, samples, size, share, depths):
    first = lambda sample, depth: set(page(client, name, sample, "", 0, size, depth))
    whole = [first(sample, depths[-1]) for sample in samples]
    for depth in depths:
        total = sum(len(first(sample, depth) & right) / size for sample, right in zip(samples, whole))
        if total / len(samples) >= share:
            return depth

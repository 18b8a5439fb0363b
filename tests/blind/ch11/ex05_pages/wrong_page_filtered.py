# expect: failed|partial
# because: 'and takes no place': the finished page is filtered, and has gaps
from pymilvus import AnnSearchRequest, RRFRanker


def page(client, name, asked, filter, number, size, depth):
    requests = [AnnSearchRequest([vector], field, {}, limit=depth) for field, vector in asked.items()]
    hits = client.hybrid_search(name, requests, RRFRanker(60), limit=size, offset=number * size)[0]
    ids = [hit["id"] for hit in hits]
    if filter and ids:
        passing = {row["id"] for row in client.query(name, filter=f"({filter}) and id in {ids}", output_fields=["id"])}
        ids = [id for id in ids if id in passing]
    return ids


def smallest_depth(client, name, samples, size, share, depths):
    first = lambda sample, depth: set(page(client, name, sample, "", 0, size, depth))
    whole = [first(sample, depths[-1]) for sample in samples]
    for depth in depths:
        total = sum(len(first(sample, depth) & right) / size for sample, right in zip(samples, whole))
        if total / len(samples) >= share:
            return depth

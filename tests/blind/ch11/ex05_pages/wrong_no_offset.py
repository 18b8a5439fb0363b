# expect: partial|failed
# because: every page is the first one
from pymilvus import AnnSearchRequest, RRFRanker


def page(client, name, asked, filter, number, size, depth):
    """The ids on one page of the whole answer."""
    parts = [AnnSearchRequest([list(query)], field, {}, limit=depth, filter=filter) for field, query in asked.items()]
    (hits,) = client.hybrid_search(name, parts, RRFRanker(60), limit=size)
    return [hit["id"] for hit in hits]


def smallest_depth(client, name, samples, size, share, depths):
    """The first depth whose first pages hold enough of those at the last depth."""
    right = [set(page(client, name, asked, "", 0, size, depths[-1])) for asked in samples]
    for depth in depths:
        found = [set(page(client, name, asked, "", 0, size, depth)) for asked in samples]
        mean = sum(len(a & b) / size for a, b in zip(found, right, strict=True)) / len(samples)
        if mean >= share:
            return depth
    return depths[-1]

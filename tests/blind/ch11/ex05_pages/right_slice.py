# expect: passed
# because: the whole answer is fetched (both parts together) and the page is cut out in Python; the shares as whole numbers
from fractions import Fraction

from pymilvus import AnnSearchRequest, RRFRanker


def page(client, name, asked, filter, number, size, depth):
    parts = []
    for field in asked:
        part = {"data": [asked[field]], "anns_field": field, "param": {}, "limit": depth}
        if filter:
            part["expr"] = filter
        parts.append(AnnSearchRequest(**part))
    (hits,) = client.hybrid_search(name, parts, RRFRanker(k=60), limit=min(2 * depth, 16384), output_fields=["id"])
    start = number * size
    return [hit["id"] for hit in hits[start : start + size]]


def smallest_depth(client, name, samples, size, share, depths):
    best = [frozenset(page(client, name, s, "", 0, size, depths[-1])) for s in samples]
    for depth in depths[:-1]:
        kept = sum(len(best[i].intersection(page(client, name, s, "", 0, size, depth))) for i, s in enumerate(samples))
        if float(Fraction(kept, size * len(samples))) >= share:
            return depth
    return depths[-1]

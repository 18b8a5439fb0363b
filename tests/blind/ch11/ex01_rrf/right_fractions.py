# expect: passed
# because: exact fractions, so that equal scores really are equal; two stable sorts, id first
from collections import defaultdict
from fractions import Fraction


def rrf(rankings, k=60, limit=10):
    scores = defaultdict(Fraction)
    for ranking in rankings:
        place = 1
        for thing in ranking:
            scores[thing] += Fraction(1) / (Fraction(k) + place)
            place += 1
    order = sorted(scores)
    order.sort(key=scores.__getitem__, reverse=True)
    return [(thing, float(scores[thing])) for thing in order[:limit]]


def fused(client, name, asked, depth, k=60, limit=10):
    def ranking(field, query):
        (hits,) = client.search(collection_name=name, data=[query], anns_field=field, limit=depth, output_fields=["id"])
        return [hit["id"] for hit in hits]

    return rrf([ranking(f, q) for f, q in asked.items() if q is not None], k, limit)

# expect: failed|partial
# because: 'chosen by the judged queries … by nDCG': weights by the mean cosine of what a field finds, without a look at the grades
import math


def ndcg(ids, grades, k=10):
    if not grades:
        return 0.0
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)
    got = sum(gain(grades.get(id, 0), place) for place, id in enumerate(ids[:k], 1))
    best = sum(gain(grade, place) for place, grade in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return got / best


def tune(client, name, fields, judged):
    strength = {}
    for field in fields:
        answers = client.search(name, data=[q["asked"][field] for q in judged], anns_field=field, limit=10)
        strength[field] = sum(hit["distance"] for hits in answers for hit in hits)
    total = sum(max(0.0, s) for s in strength.values()) or 1.0
    return {field: max(0.0, s) / total for field, s in strength.items()}

# expect: failed|partial
# because: 'which is which differs from collection to collection': the third field is taken for the useless one
import math


def ndcg(ids, grades, k=10):
    if not grades:
        return 0.0
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)
    got = sum(gain(grades.get(id, 0), place) for place, id in enumerate(ids[:k], 1))
    best = sum(gain(grade, place) for place, grade in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return got / best


def tune(client, name, fields, judged):
    return {fields[0]: 0.5, fields[1]: 0.5, fields[2]: 0.0}

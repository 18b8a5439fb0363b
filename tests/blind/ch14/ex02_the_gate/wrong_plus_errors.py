# expect: failed|partial
# because: 'minus 1.64 standard errors': plus, in favour of the candidate
import statistics
from collections import Counter, defaultdict


def recall(client, name, vector, right, k):
    (hits,) = client.search(collection_name=name, data=[list(vector)], anns_field="vector", limit=k)
    nearest = [hit["id"] for hit in hits]
    return sum(1 for product in right if product in nearest) / len(right)


def gate(client, alias, candidate, embed_old, embed_new, judged, k):
    texts = [question["query"] for question in judged]
    sizes = Counter(question["group"] for question in judged)
    before, after, groups = [], [], defaultdict(list)
    for question, v_old, v_new in zip(judged, embed_old(texts), embed_new(texts), strict=True):
        a = recall(client, alias, v_old, question["right"], k)
        b = recall(client, candidate, v_new, question["right"], k)
        before.append(a)
        after.append(b)
        group = question["group"] if sizes[question["group"]] > 19 else "others"
        groups[group].append(b - a)
    changes = [b - a for a, b in zip(before, after)]
    error = statistics.stdev(changes) / len(changes) ** 0.5
    floor = statistics.mean(changes) + 1.64 * error
    losers = sorted(group for group, some in groups.items() if statistics.fmean(some) < -0.05)
    verdict = floor >= -0.02 and len(losers) == 0
    if verdict:
        client.alter_alias(collection_name=candidate, alias=alias)
    return dict(passes=verdict, old=statistics.fmean(before), new=statistics.fmean(after), floor=floor, losers=losers)

"""Standard library instead of NumPy, one pass over the queries, a dictionary of groups."""

import math
import statistics
from collections import Counter, defaultdict


def gate(client, alias, candidate, embed_old, embed_new, judged, k):
    counts = Counter(row["group"] for row in judged)
    texts = [row["query"] for row in judged]
    vectors = {alias: embed_old(texts), candidate: embed_new(texts)}
    olds, news, by_group = [], [], defaultdict(list)
    for n, row in enumerate(judged):
        shares = []
        for name in (alias, candidate):
            hits = client.search(name, data=[vectors[name][n]], limit=k)[0]
            shares.append(sum(hit.id in row["right"] for hit in hits) / len(row["right"]))
        olds.append(shares[0])
        news.append(shares[1])
        by_group[row["group"] if counts[row["group"]] > 19 else "others"].append(shares[1] - shares[0])
    changes = [b - a for a, b in zip(olds, news)]
    floor = statistics.fmean(changes) - 1.64 * statistics.stdev(changes) / math.sqrt(len(changes))
    losers = [name for name in sorted(by_group) if statistics.fmean(by_group[name]) < -0.05]
    verdict = not losers and floor >= -0.02
    if verdict:
        client.alter_alias(candidate, alias)
    return {"passes": verdict, "old": statistics.fmean(olds), "new": statistics.fmean(news), "floor": floor, "losers": losers}

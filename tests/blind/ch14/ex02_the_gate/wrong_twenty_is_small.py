# expect: failed|partial
# because: 'Groups with fewer than 20 queries': a group of exactly 20 is joined too
import numpy as np



def found(client, name, vectors, k):
    return [{hit["id"] for hit in hits} for hits in client.search(name, data=[[float(x) for x in v] for v in vectors], limit=k)]


def gate(client, alias, candidate, embed_old, embed_new, judged, k):
    present = client.describe_alias(alias)["collection_name"]
    texts = [j["query"] for j in judged]
    measure = np.zeros((2, len(judged)))
    for row, (name, embed) in enumerate(((present, embed_old), (candidate, embed_new))):
        for column, ids in enumerate(found(client, name, embed(texts), k)):
            right = judged[column]["right"]
            measure[row, column] = len(ids.intersection(right)) / len(right)
    old, new = measure
    n = len(judged)
    change = new - old
    mean = change.sum() / n
    floor = mean - 1.64 * np.sqrt(((change - mean) ** 2).sum() / (n - 1) / n)
    labels, where, sizes = np.unique([j["group"] for j in judged], return_inverse=True, return_counts=True)
    merged = [str(labels[w]) if sizes[w] > 20 else "others" for w in where]
    names, where = np.unique(merged, return_inverse=True)
    means = np.bincount(where, weights=change) / np.bincount(where)
    losers = sorted(str(name) for name, m in zip(names, means) if m < -0.05)
    result = {"passes": bool(floor >= -0.02) and not losers, "old": float(old.mean()), "new": float(new.mean()), "floor": float(floor), "losers": losers}
    if result["passes"]:
        client.alter_alias(candidate, alias)
    return result

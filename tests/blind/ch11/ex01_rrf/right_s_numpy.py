# expect: passed
# because: unique ids and bincount in NumPy, lexsort by score and id
import numpy as np


def rrf(rankings, k=60, limit=10):
    ids = [id for ranking in rankings for id in ranking]
    if not ids:
        return []
    worth = np.concatenate([1.0 / (k + np.arange(1, len(ranking) + 1)) for ranking in rankings])
    keys, at = np.unique(np.array(ids), return_inverse=True)
    sums = np.bincount(at, weights=worth)
    order = np.lexsort((keys, -sums))[:limit]
    return [(int(keys[i]), float(sums[i])) for i in order]


def fused(client, name, asked, depth, k=60, limit=10):
    lists = []
    for field in asked:
        if asked[field] is not None:
            lists.append([h["id"] for h in client.search(name, data=[asked[field]], anns_field=field, limit=depth)[0]])
    return rrf(lists, k, limit)

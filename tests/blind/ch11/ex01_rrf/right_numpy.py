# expect: passed
# because: places as an array, sorted by lexsort
import numpy as np


def rrf(rankings, k=60, limit=10):
    ids = sorted({i for r in rankings for i in r})
    if not ids:
        return []
    at = {i: n for n, i in enumerate(ids)}
    score = np.zeros(len(ids))
    for ranking in rankings:
        np.add.at(score, [at[i] for i in ranking], 1 / (k + np.arange(1, len(ranking) + 1)))
    order = np.lexsort((ids, -score))[:limit]
    return [(ids[n], float(score[n])) for n in order]


def fused(client, name, asked, depth, k=60, limit=10):
    answers = [client.search(collection_name=name, data=[q], anns_field=f, limit=depth)[0] for f, q in asked.items() if q is not None]
    return rrf([hits.ids if hasattr(hits, "ids") else [h["id"] for h in hits] for hits in answers], k, limit)

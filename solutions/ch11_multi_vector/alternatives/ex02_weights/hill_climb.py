"""Tables of scores in NumPy, and a walk uphill, each step toward the field that gains most by it."""

import numpy as np


def ndcg(ids, grades, k=10):
    ideal = np.sort(np.array(list(grades.values()), float))[::-1][:k]
    got = np.array([grades.get(i, 0) for i in ids[:k]], float)

    def dcg(g):
        return float(((2**g - 1) / np.log2(np.arange(2, len(g) + 2))).sum())

    return dcg(got) / dcg(ideal) if len(ideal) else 0.0


def tune(client, name, fields, judged):
    tables = []
    for q, query in enumerate(judged):
        hits = [client.search(name, [query["asked"][f]], anns_field=f, limit=100)[0] for f in fields]
        ids = sorted({h["id"] for part in hits for h in part})
        at = {i: n for n, i in enumerate(ids)}
        table = np.zeros((len(fields), len(ids)))
        for row, part in zip(table, hits):
            for h in part:
                row[at[h["id"]]] = 0.5 + h["distance"] / 2
        tables.append((ids, table, query["grades"]))

    def quality(w):
        return np.mean([ndcg([ids[i] for i in np.argsort(-(w @ table), kind="stable")[:10]], grades) for ids, table, grades in tables])

    starts = [np.ones(3) / 3, *np.eye(3), *(np.ones(3) - np.eye(3)) / 2]
    best = max(starts, key=quality)
    top, step = quality(best), 0.5
    while step > 0.02:
        better = max((best + step * (corner - best) for corner in np.eye(3)), key=quality)
        if quality(better) > top:
            best, top = better, quality(better)
        else:
            step /= 2
    return {f: float(x) for f, x in zip(fields, best)}

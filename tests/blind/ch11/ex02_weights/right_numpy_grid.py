# expect: passed
# because: the same as arrays: a matrix of rows by fields per query, mixtures in twentieths; natural logarithms, whose base cancels
import itertools

import numpy as np


def ndcg(ids, grades, k=10):
    if len(grades) == 0:
        return 0.0
    worth = 1 / np.log(np.arange(2, k + 2))
    got = np.array([2.0 ** grades.get(i, 0) - 1 for i in list(ids)[:k]])
    best = np.sort(2.0 ** np.array(list(grades.values())) - 1)[::-1][:k]
    return float(got @ worth[: len(got)] / (best @ worth[: len(best)]))


def tune(client, name, fields, judged):
    per_field = [client.search(name, data=[q["asked"][f] for q in judged], anns_field=f, limit=100, output_fields=["id"]) for f in fields]
    tables = []
    for n in range(len(judged)):
        ids = sorted({hit["id"] for answers in per_field for hit in answers[n]})
        row = {id: r for r, id in enumerate(ids)}
        table = np.zeros((len(ids), len(fields)))
        for column, answers in enumerate(per_field):
            for hit in answers[n]:
                table[row[hit["id"]], column] = 0.5 + 0.5 * hit["distance"]
        tables.append((ids, table))

    def quality(weights):
        values = []
        for (ids, table), query in zip(tables, judged):
            top = np.argsort(-(table @ weights), kind="stable")[:10]
            values.append(ndcg([ids[r] for r in top], query["grades"], 10))
        return np.mean(values)

    grid = [np.array([a, b, 20 - a - b]) / 20 for a, b in itertools.product(range(21), repeat=2) if a + b <= 20]
    best = max(grid, key=quality)
    return {field: float(weight) for field, weight in zip(fields, best)}

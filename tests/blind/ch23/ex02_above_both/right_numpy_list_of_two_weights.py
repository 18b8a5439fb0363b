# expect: passed
# because: 'settings of your own choice, plain data': a list of two weights, scores in a matrix, twentieths, 200 deep
import math


def ndcg(ids, grades, k=10):
    """How near a ranking is to the best possible one, from 0 to 1."""
    gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)  # noqa: E731
    best = sum(gain(g, p) for p, g in enumerate(sorted(grades.values(), reverse=True)[:k], 1))
    return sum(gain(grades.get(i, 0), p) for p, i in enumerate(ids[:k], 1)) / best if best else 0.0

DEPTH = 100


import numpy as np


class Shelf:
    def __init__(self, client, name):
        self.client, self.name = client, name

    def hits(self, field, query, limit=200):
        return list(self.client.search(self.name, data=[query], anns_field=field, limit=limit, consistency_level="Strong")[0])

    def table(self, text, vector):
        """ids and a matrix of two columns: words and meaning, each from 0 to 1."""
        columns = []
        for field, query in (("words", text), ("vector", vector)):
            hits = self.hits(field, query)
            values = np.array([hit["distance"] for hit in hits], dtype=float)
            if field == "words":
                values = np.abs(values)
            if len(values):
                span = values.max() - values.min()
                values = (values - values.min()) / span if span > 0 else np.ones_like(values)
            columns.append(dict(zip([hit["id"] for hit in hits], values.tolist())))
        ids = sorted(set(columns[0]) | set(columns[1]))
        return ids, np.array([[column.get(one, 0.0) for column in columns] for one in ids]).reshape(len(ids), 2)


def order(ids, table, weights):
    return [ids[n] for n in np.argsort(-(table @ np.asarray(weights)), kind="stable")]


def tune(client, name, judged):
    shelf = Shelf(client, name)
    tables = [(q["grades"], *shelf.table(q["text"], q["vector"])) for q in judged]
    best, settings = -1.0, None
    for step in range(21):
        weights = [step / 20, 1 - step / 20]
        value = float(np.mean([ndcg(order(ids, table, weights), grades) for grades, ids, table in tables]))
        if value > best + 1e-12:
            best, settings = value, weights
    return settings


def rank(client, name, text, vector, settings, k):
    ids, table = Shelf(client, name).table(text, vector)
    return order(ids, table, settings)[:k]

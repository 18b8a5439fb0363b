# expect: passed
# because: least squares with rows for the penalty stacked below; the penalty is the one with the best recall@1 of pairs in ten folds; unit vectors are stored
import numpy as np


def _map(x, y, weight):
    tall = np.vstack([x, np.sqrt(weight) * np.eye(x.shape[1])])
    return np.linalg.lstsq(tall, np.vstack([y, np.zeros((x.shape[1], y.shape[1]))]), rcond=None)[0]


def _unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-12)


def _fits(x, y, weight, folds=10):
    total = 0.0
    which = np.arange(len(x)) % folds
    for f in range(folds):
        a, b = which != f, which == f
        mx, my = x[a].mean(0), y[a].mean(0)
        mapped = _unit((x[b] - mx) @ _map(x[a] - mx, y[a] - my, weight))
        words = _unit(y[b] - my)
        total += float(np.sum(mapped * words))
    return total


def learn(pictures, captions):
    x, y = np.asarray(pictures, float), np.asarray(captions, float)
    spread = float(((x - x.mean(0)) ** 2).sum() / x.shape[1])
    weight = max((spread * s for s in (1e-4, 1e-3, 1e-2, 3e-2, 0.1, 0.3, 1, 3, 10)), key=lambda w: _fits(x, y, w))
    mx, my = x.mean(0), y.mean(0)
    return [mx, my, _map(x - mx, y - my, weight)]


def store(client, name, rows, learned):
    mx, _, matrix = learned
    data = []
    for row in rows:
        data.append({"id": row["id"], "vector": _unit((np.asarray(row["picture"], float) - mx) @ matrix).tolist()})
    if data:
        client.upsert(name, data)
    return len(data)


def find(client, name, words, k, learned):
    _, my, _ = learned
    hits = client.search(name, data=[_unit(np.asarray(words, float) - my).tolist()], limit=k, output_fields=["id"], consistency_level="Strong")[0]
    return [hit["id"] for hit in hits]

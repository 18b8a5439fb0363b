# expect: failed|partial
# because: "It returns whatever your other two functions need": means and matrix lie in a file of this process, another process does not find it and the last learn wins
import os
import tempfile

import numpy as np

PENALTIES = [10.0**n for n in range(-3, 5)]


def fit(x, y, penalty):
    """Means and the map of a ridge regression."""
    mean_x, mean_y = x.mean(axis=0), y.mean(axis=0)
    x, y = x - mean_x, y - mean_y
    return mean_x, mean_y, np.linalg.solve(x.T @ x + penalty * np.eye(x.shape[1]), x.T @ y)


def error(x, y, seen, penalty):
    """Mean squared error on pairs that the map has not seen."""
    mean_x, mean_y, matrix = fit(x[seen], y[seen], penalty)
    return float(np.mean(((x[~seen] - mean_x) @ matrix - (y[~seen] - mean_y)) ** 2))


def learn(pictures, captions):
    """Means and matrix, with the penalty that is best on a quarter kept out, each quarter in turn."""
    x, y = np.asarray(pictures, dtype=float), np.asarray(captions, dtype=float)
    fold = np.random.default_rng(0).permutation(len(x)) % 4
    penalty = min(PENALTIES, key=lambda p: sum(error(x, y, fold != n, p) for n in range(4)))
    mean_x, mean_y, matrix = fit(x, y, penalty)
    path = os.path.join(tempfile.gettempdir(), f"learned_{os.getpid()}.npz")
    np.savez(path, pictures=mean_x, captions=mean_y, matrix=matrix)
    return "learned"


def store(client, name, rows, learned):
    """Make pictures findable by words; returns how many."""
    if not rows:
        return 0
    learned = np.load(os.path.join(tempfile.gettempdir(), f"learned_{os.getpid()}.npz"))
    vectors = (np.array([row["picture"] for row in rows], dtype=float) - learned["pictures"]) @ learned["matrix"]
    client.upsert(name, [{"id": row["id"], "vector": v.tolist()} for row, v in zip(rows, vectors)])
    return len(rows)


def find(client, name, words, k, learned):
    """Ids of the k pictures that fit the words, best first."""
    learned = np.load(os.path.join(tempfile.gettempdir(), f"learned_{os.getpid()}.npz"))
    query = np.asarray(words, dtype=float) - learned["captions"]
    (hits,) = client.search(name, data=[query.tolist()], limit=k)
    return [hit["id"] for hit in hits]

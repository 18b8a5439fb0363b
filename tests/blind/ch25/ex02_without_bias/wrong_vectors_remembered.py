# expect: failed|partial
# because: 'nothing is kept between two calls': vectors that were read once are not read again, although the rows may have changed
import numpy as np

READ = {}


def encode(vectors, centroid, rotation):
    """Bits, norms and factors of n vectors."""
    rest = np.asarray(vectors, dtype=float) - np.asarray(centroid, dtype=float)
    norms = np.linalg.norm(rest, axis=1)
    turned = rest @ np.asarray(rotation, dtype=float).T
    positive = turned > 0
    products = np.where(positive, turned, -turned).sum(axis=1) / np.sqrt(rest.shape[1])
    factors = np.divide(products, norms, out=np.zeros_like(norms), where=norms > 0)
    return np.packbits(positive, axis=1), norms.astype(np.float32), factors.astype(np.float32)


def inner(code, query, centroid, rotation):
    """Estimates of the inner product of the two directions, and the length of the query from the centroid."""
    bits, norms, factors = code
    rest = np.asarray(query, dtype=float) - np.asarray(centroid, dtype=float)
    length = np.linalg.norm(rest)
    if length == 0:
        return np.zeros(len(norms)), 0.0
    direction = np.asarray(rotation, dtype=float) @ (rest / length)
    signs = 2.0 * np.unpackbits(bits, axis=1, count=len(rest)) - 1
    products = signs @ direction / np.sqrt(len(rest))
    factors = np.asarray(factors, dtype=float)
    return np.divide(products, factors, out=np.zeros(len(norms)), where=factors > 0), length


def estimate(code, query, centroid, rotation):
    """Estimated squared Euclidean distances between the query and the rows."""
    products, length = inner(code, query, centroid, rotation)
    norms = np.asarray(code[1], dtype=float)
    return norms**2 + length**2 - 2 * norms * length * products


def nearest(client, name, code, query, centroid, rotation, k, eps):
    """The ids of the k nearest rows, read from as few rows as the bound allows."""
    products, length = inner(code, query, centroid, rotation)
    norms, factors = np.asarray(code[1], dtype=float), np.asarray(code[2], dtype=float)
    middle = norms**2 + length**2 - 2 * norms * length * products
    safe = np.where(factors > 0, factors, 1.0)
    bound = eps * np.sqrt(np.maximum(1 - safe**2, 0) / safe**2) / np.sqrt(len(query) - 1)
    slack = 2 * norms * length * bound
    limit = np.sort(middle + slack)[k - 1]
    ids = np.flatnonzero(middle - slack <= limit).tolist()
    missing = [i for i in ids if (name, i) not in READ]
    if missing:
        for row in client.query(name, filter=f"id in {missing}", output_fields=["id", "vector"]):
            READ[name, row["id"]] = np.asarray(row["vector"], dtype=float)
    real = {i: float(((READ[name, i] - query) ** 2).sum()) for i in ids}
    return sorted(real, key=real.get)[:k]

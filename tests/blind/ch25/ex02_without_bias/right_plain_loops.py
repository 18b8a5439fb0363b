# expect: passed
# because: 'Read the rows whose smallest is at or below the k-th of the largest': plain Python, no helper `inner`, get in portions of 200
import heapq
import math

import numpy as np


def turn(rotation, vector):
    return [sum(float(r) * x for r, x in zip(line, vector)) for line in rotation]


def encode(vectors, centroid, rotation):
    """Bits, norms and factors of n vectors."""
    bits, norms, factors = [], [], []
    for vector in vectors:
        rest = [float(v) - float(c) for v, c in zip(vector, centroid)]
        norm = math.sqrt(math.fsum(x * x for x in rest))
        turned = turn(rotation, rest)
        bits.append([int(x > 0) for x in turned])
        norms.append(norm)
        factors.append(math.fsum(abs(x) for x in turned) / norm / math.sqrt(len(rest)) if norm else 0.0)
    return np.packbits(np.array(bits, dtype=np.uint8), axis=1), np.array(norms, dtype=np.float32), np.array(factors, dtype=np.float32)


def bounds(code, query, centroid, rotation, eps):
    """Of each row the estimated squared distance, and by how much it may be off."""
    dim = len(query)
    rest = [float(q) - float(c) for q, c in zip(query, centroid)]
    length = math.sqrt(math.fsum(x * x for x in rest))
    turned = turn(rotation, rest)
    for packed, norm, factor in zip(*code):
        norm, factor = float(norm), float(factor)
        if norm == 0 or length == 0:
            yield norm**2 + length**2, 0.0
            continue
        product = math.fsum(x if bit else -x for bit, x in zip(np.unpackbits(packed, count=dim), turned)) / math.sqrt(dim) / length / factor
        off = eps * math.sqrt(max(0.0, 1 - factor**2)) / factor / math.sqrt(dim - 1)
        yield norm**2 + length**2 - 2 * norm * length * product, 2 * norm * length * off


def estimate(code, query, centroid, rotation):
    """Estimated squared Euclidean distances between the query and the rows."""
    return np.array([middle for middle, _ in bounds(code, query, centroid, rotation, 0.0)])


def nearest(client, name, code, query, centroid, rotation, k, eps):
    """The ids of the k nearest rows, read from as few rows as the bound allows."""
    ranges = [(middle - off, middle + off) for middle, off in bounds(code, query, centroid, rotation, eps)]
    limit = heapq.nsmallest(k, (high for _, high in ranges))[-1]
    wanted = [id for id, (low, _) in enumerate(ranges) if low <= limit]
    real = []
    for begin in range(0, len(wanted), 200):
        for row in client.get(name, ids=wanted[begin : begin + 200], output_fields=["id", "vector"]):
            real.append((math.dist([float(x) for x in row["vector"]], [float(x) for x in query]), row["id"]))
    return [id for _, id in heapq.nsmallest(k, real)]

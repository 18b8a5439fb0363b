"""Row by row with plain sums: the signs as a set of positions, and rows read with a query."""

import math

import numpy as np


def encode(vectors, centroid, rotation):
    bits, norms, factors = [], [], []
    for vector in vectors:
        turned = rotation @ (vector - centroid)
        norm = math.sqrt(float(turned @ turned))
        sign = np.where(turned > 0, 1.0, -1.0) / math.sqrt(len(turned))
        bits.append(np.packbits(turned > 0))
        norms.append(norm)
        factors.append(float(sign @ turned) / norm if norm else 0.0)
    return np.stack(bits), np.array(norms, "float32"), np.array(factors, "float32")


def both(code, query, centroid, rotation, eps=0.0):
    """Of each row the estimate and how far it may be off."""
    away = rotation @ (query - centroid)
    length = math.sqrt(float(away @ away))
    dim, total = len(away), float(away.sum())
    for packed, norm, factor in zip(*code):
        if not norm or not length:
            yield float(norm) ** 2 + length**2, 0.0
            continue
        ones = float(away[np.unpackbits(packed)[:dim] == 1].sum())
        product = (2 * ones - total) / math.sqrt(dim) / float(factor)
        yield float(norm) ** 2 + length**2 - 2 * float(norm) * product, 2 * float(norm) * length * eps * math.sqrt(1 / float(factor) ** 2 - 1) / math.sqrt(dim - 1)


def estimate(code, query, centroid, rotation):
    return np.array([middle for middle, _ in both(code, query, centroid, rotation)])


def nearest(client, name, code, query, centroid, rotation, k, eps):
    reach = list(both(code, query, centroid, rotation, eps))
    worst = sorted(middle + slack for middle, slack in reach)[k - 1]
    possible = [i for i, (middle, slack) in enumerate(reach) if middle - slack <= worst]
    rows = client.query(name, filter=f"id in {possible}", output_fields=["vector"], limit=len(possible))
    return [i for _, i in sorted((math.dist(row["vector"], query), row["id"]) for row in rows)][:k]

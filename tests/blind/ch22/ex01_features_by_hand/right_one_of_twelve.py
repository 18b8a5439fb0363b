# expect: passed
# because: decides on one of twelve kinds by rules (strongest color; direction along which the colored part changes least) and stores a one there: many exact ties, which the statement does not forbid
import numpy as np

# (down, right) steps along upright, lying and diagonal stripes
STEPS = [(1, 0), (0, 1), (1, 1), (1, -1)]


def kind_of(picture):
    p = np.asarray(picture, dtype=float)
    excess = p - p.min(axis=2, keepdims=True)
    color = int(excess.sum(axis=(0, 1)).argmax())
    ink = excess.max(axis=2)
    # a little smoothing against grain
    ink = sum(np.roll(ink, (a, b), axis=(0, 1)) for a in (-1, 0, 1) for b in (-1, 0, 1))[1:-1, 1:-1] / 9
    middle = ink[3:-3, 3:-3]
    changes = []
    for down, right in STEPS:
        reach = 3 if down == 0 or right == 0 else 2
        y, x = 3 + reach * down, 3 + reach * right
        changes.append(np.abs(ink[y : y + middle.shape[0], x : x + middle.shape[1]] - middle).mean())
    return color, int(np.argmin(changes))


def describe(pictures):
    feature = np.zeros((len(pictures), 128), dtype=np.float32)
    for row, picture in zip(feature, pictures):
        color, direction = kind_of(picture)
        row[color] = 1
        row[3 + direction] = 1
    return feature


def store(client, name, rows):
    for at in range(0, len(rows), 100):
        part = rows[at : at + 100]
        vectors = describe([row["picture"] for row in part]).tolist()
        client.upsert(name, [dict(id=row["id"], vector=v) for row, v in zip(part, vectors)])
    return len(rows)


def alike(client, name, picture, k):
    hits = client.search(name, data=describe([picture]).tolist(), limit=k, consistency_level="Strong")[0]
    return [hit["id"] for hit in hits]

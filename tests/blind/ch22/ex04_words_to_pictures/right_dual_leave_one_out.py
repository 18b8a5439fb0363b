# expect: passed
# because: the dual form (n x n Gram matrix) with a penalty by leave-one-out in closed form; everything returned as lists of numbers
import numpy as np


def learn(pictures, captions):
    x = np.array(pictures, dtype=np.float64)
    y = np.array(captions, dtype=np.float64)
    mx, my = x.mean(0), y.mean(0)
    xc, yc = x - mx, y - my
    gram = xc @ xc.T
    values, vectors = np.linalg.eigh(gram)
    values = np.clip(values, 0, None)
    turned = vectors.T @ yc
    best = None
    for share in np.logspace(-5, 1, 25):
        penalty = share * values.max()
        shrink = values / (values + penalty)
        rest = yc - vectors @ (shrink[:, None] * turned)
        hat = (vectors**2 * shrink).sum(axis=1) + 1 / len(x)
        loss = float(np.mean((rest / np.clip(1 - hat, 1e-6, None)[:, None]) ** 2))
        if best is None or loss < best[0]:
            best = (loss, penalty)
    dual = vectors @ (turned / (values + best[1])[:, None])
    matrix = xc.T @ dual
    # one affine map for pictures, one shift for words
    return {"matrix": matrix.tolist(), "shift": (-mx @ matrix).tolist(), "words": (-my).tolist()}


def store(client, name, rows, learned):
    matrix, shift = np.array(learned["matrix"]), np.array(learned["shift"])
    for at in range(0, len(rows), 250):
        part = rows[at : at + 250]
        mapped = np.array([r["picture"] for r in part], dtype=np.float64) @ matrix + shift
        client.upsert(collection_name=name, data=[{"id": int(r["id"]), "vector": m.astype(np.float32).tolist()} for r, m in zip(part, mapped, strict=True)])
    return len(rows)


def find(client, name, words, k, learned):
    vector = [float(w) + s for w, s in zip(words, learned["words"], strict=True)]
    return [h["id"] for h in client.search(collection_name=name, data=[vector], limit=k)[0]]

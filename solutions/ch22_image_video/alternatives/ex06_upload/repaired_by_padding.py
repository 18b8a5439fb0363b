"""Repaired with np.pad and one picture at a time."""

import numpy as np


def shrink(picture):
    edges = np.arange(9) * len(picture) / 8
    cells = np.minimum(np.searchsorted(edges, np.arange(len(picture)) + 0.5, side="right") - 1, 7)
    share = np.eye(8)[cells] / np.maximum(np.bincount(cells, minlength=8), 1)
    return np.einsum("yi,yxc,xj->ijc", share, np.asarray(picture, dtype=np.float64), share)


def vector_of(picture, network):
    p = np.asarray(picture).astype(float)
    if p.ndim == 2:
        p = np.repeat(p[:, :, None], 3, axis=2)
    if p.shape[2] == 4:
        b, g, r, a = (p[:, :, i] for i in range(4))
        b, g, r = (c * a / 255 + 255 * (1 - a / 255) for c in (b, g, r))
    else:
        b, g, r = (p[:, :, i] for i in range(3))
    rgb = np.dstack([r, g, b])
    more_rows, more_columns = max(0, rgb.shape[1] - rgb.shape[0]), max(0, rgb.shape[0] - rgb.shape[1])
    rgb = np.pad(rgb, ((more_rows // 2, more_rows - more_rows // 2), (more_columns // 2, more_columns - more_columns // 2), (0, 0)), constant_values=255)
    seen = np.moveaxis((shrink(rgb) - 127) / 128, 2, 0)
    row = np.asarray(network(seen[None]))[0]
    return row / np.sqrt((row**2).sum())


def vectors_of(pictures, network):
    return np.vstack([vector_of(p, network) for p in pictures])


def store(client, name, rows, network):
    ready = [{"id": r["id"], "vector": [float(x) for x in vector_of(r["picture"], network)]} for r in rows]
    return client.upsert(name, ready)["upsert_count"]


def similar(client, name, id, k):
    vector = client.query(name, filter=f"id in [{id}]", output_fields=["vector"])[0]["vector"]
    hits = client.search(name, [vector], limit=k + 1)[0]
    return [h["id"] for h in hits if h["id"] != id][:k]

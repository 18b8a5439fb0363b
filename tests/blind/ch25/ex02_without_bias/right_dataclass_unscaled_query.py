# expect: passed
# because: 'its estimate … and a bound': a class, distances from the query's whole turned vector, np.partition for the k-th
from dataclasses import dataclass

import numpy as np


@dataclass
class Sketch:
    """What the bits say about the distances from one query."""

    estimates: np.ndarray
    scale: np.ndarray

    @classmethod
    def of(cls, code, query, centroid, rotation):
        bits, norms, factors = code[0], code[1].astype(np.float64), code[2].astype(np.float64)
        dim = np.shape(rotation)[0]
        corner = (np.unpackbits(bits, axis=1)[:, :dim].astype(np.float64) * 2 - 1) / np.sqrt(dim)
        q = np.matmul(rotation, np.subtract(query, centroid, dtype=np.float64))
        with np.errstate(divide="ignore", invalid="ignore"):
            cross = norms * (corner @ q) / factors
            scale = norms * np.linalg.norm(q) * np.sqrt(np.clip(1 - factors**2, 0, None)) / factors / np.sqrt(dim - 1)
        here = (norms == 0) | (np.abs(q).max() == 0)
        return cls(norms**2 + q @ q - 2 * np.where(here, 0, cross), 2 * np.where(here, 0, scale))

    def candidates(self, k, eps):
        largest = self.estimates + eps * self.scale
        return np.nonzero(self.estimates - eps * self.scale <= np.partition(largest, k - 1)[k - 1])[0]


def encode(vectors, centroid, rotation):
    """Bits, norms and factors of n vectors."""
    rest = np.subtract(vectors, centroid, dtype=np.float64)
    norms = np.sqrt(np.einsum("ij,ij->i", rest, rest))
    there = norms > 0
    o = np.zeros_like(rest)
    o[there] = rest[there] / norms[there, None]
    o = np.einsum("jk,ik->ij", rotation, o)
    corner = np.where(o > 0, 1, -1) / np.sqrt(rest.shape[1])
    return np.packbits(o > 0, axis=1), np.float32(norms), np.float32(np.einsum("ij,ij->i", corner, o) * there)


def estimate(code, query, centroid, rotation):
    """Estimated squared Euclidean distances between the query and the rows."""
    return Sketch.of(code, query, centroid, rotation).estimates


def nearest(client, name, code, query, centroid, rotation, k, eps):
    """The ids of the k nearest rows, read from as few rows as the bound allows."""
    ids = Sketch.of(code, query, centroid, rotation).candidates(k, eps)
    listed = ", ".join(str(int(i)) for i in ids)
    rows = client.query(collection_name=name, filter=f"id in [{listed}]", output_fields=["vector", "id"], consistency_level="Strong")
    whole = np.array([row["vector"] for row in rows], dtype=np.float64)
    order = np.argsort(np.linalg.norm(whole - np.asarray(query), axis=1))
    return [int(rows[i]["id"]) for i in order[:k]]

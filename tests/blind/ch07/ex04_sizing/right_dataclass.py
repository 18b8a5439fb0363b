# expect: passed
# because: each collection knows its index, copy and file; three sums
import math
from dataclasses import dataclass


@dataclass
class Plan:
    rows: float
    dim: int
    index: str
    scalars: float
    replicas: int
    loaded: bool
    M: int = 0

    @classmethod
    def of(cls, c, days):
        return cls(c["rows"] + days * c["per_day"], c["dim"], c["index"], c["scalars"], c["replicas"], c["loaded"], c.get("M") or 0)

    @property
    def raw(self):
        return self.rows * self.dim * 4

    @property
    def resident(self):
        return {"FLAT": self.raw, "IVF_SQ8": 0.26 * self.raw, "HNSW": self.raw + self.rows * 8 * self.M, "DISKANN": self.raw / 8}[self.index]

    @property
    def copy(self):
        return self.resident + self.scalars * self.rows if self.loaded else 0

    @property
    def stored(self):
        file = 1.3 * self.raw if self.index == "DISKANN" else self.resident
        return 2 * (self.raw + self.scalars * self.rows + file)


def size(collections, node, days):
    """Memory, nodes and disk of a plan."""
    plans = [Plan.of(c, days) for c in collections]
    loaded = [p for p in plans if p.loaded]
    memory = sum(p.replicas * p.copy for p in loaded)
    needs = [1]
    if loaded:
        needs.append(max(p.replicas for p in loaded))
        needs.append(math.ceil(memory / (node * 2**30 * 0.8)))
        needs.append(1 + math.ceil(sum(p.copy for p in loaded) / (node * 2**30 * 0.9)))
    return {"memory": memory, "nodes": max(needs), "disk": sum(p.stored for p in plans)}

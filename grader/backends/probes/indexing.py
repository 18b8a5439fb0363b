"""Which indexes are really built, and whether what was asked of them shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from grader.backends.probes.lab import nearest, recall, refused

if TYPE_CHECKING:
    from grader.backends.probes.lab import Lab

_COUNT, _DIM, _QUERIES = 3000, 32, 40
"""More than 1,024 rows, below which a server builds nothing."""


class _Built:
    """A collection of normal vectors (the worst case for every index), flushed, indexed and loaded."""

    def __init__(self, lab: Lab, kind: str, params: dict[str, Any], count: int = _COUNT) -> None:
        self.lab, self.kind = lab, kind
        self.rows = lab.rows(count, _DIM, year=lambda i: i % 50, title=lambda i: f"film {i % 50}")
        self.vectors = np.array([row["vector"] for row in self.rows])
        self.queries = self.vectors[:_QUERIES]
        self.name = lab.name()
        schema = lab.schema(("year", "INT64"), ("title", "VARCHAR", {"max_length": 30}), dim=_DIM)
        lab.client.create_collection(self.name, schema=schema, consistency_level="Strong")
        for start in range(0, count, 1000):
            lab.client.insert(self.name, self.rows[start : start + 1000])
        lab.client.flush(self.name, timeout=60)
        if kind:
            lab.client.create_index(self.name, lab.index(("vector", kind, "L2", params)), timeout=40)
            lab.client.load_collection(self.name, timeout=60)

    def recall(self, **params: Any) -> float:
        """Recall@10 of a search with these parameters."""
        found = self.lab.hits(self.name, self.queries, search_params={"metric_type": "L2", "params": params})
        return recall(found, nearest(self.vectors, self.queries))

    def described(self) -> str:
        (index,) = self.lab.client.list_indexes(self.name)
        return str(self.lab.client.describe_index(self.name, index)["index_type"])


def indexes(lab: Lab) -> bool:
    ivf = _Built(lab, "IVF_FLAT", {"nlist": 64})
    few, all_lists = ivf.recall(nprobe=1), ivf.recall(nprobe=64)
    one_list = _Built(lab, "IVF_FLAT", {"nlist": 1}).recall(nprobe=1)
    graph = _Built(lab, "HNSW", {"M": 4, "efConstruction": 16})
    narrow, wide = graph.recall(ef=10), graph.recall(ef=500)
    return few < 0.7 and all_lists > 0.99 and one_list > 0.99 and narrow < 0.9 and wide > narrow + 0.05


def hnsw(lab: Lab) -> bool:
    graph = _Built(lab, "HNSW", {"M": 4, "efConstruction": 16})
    return graph.described() == "HNSW" and graph.recall(ef=500) > graph.recall(ef=10) + 0.05


def ivf_flat(lab: Lab) -> bool:
    cells = _Built(lab, "IVF_FLAT", {"nlist": 64})
    return cells.described() == "IVF_FLAT" and cells.recall(nprobe=64) > 0.99 > cells.recall(nprobe=1) + 0.25


def index_checked(lab: Lab) -> bool:
    built = _Built(lab, "", {}, 1200)
    wrong = lab.index(("vector", "NONSENSE", "L2"))
    unflushed = lab.name()
    lab.client.create_collection(unflushed, schema=lab.schema())
    return refused(lambda: lab.client.create_index(built.name, wrong)) and refused(
        lambda: lab.client.create_index(unflushed, wrong)
    )


def ivf_sq8(lab: Lab) -> bool:
    built = _Built(lab, "IVF_SQ8", {"nlist": 32})
    return built.recall(nprobe=1) < 0.8 < built.recall(nprobe=32) and built.described() == "IVF_SQ8"


def ivf_pq(lab: Lab) -> bool:
    built = _Built(lab, "IVF_PQ", {"nlist": 16, "m": 4, "nbits": 8})
    return 0.05 < built.recall(nprobe=16) < 0.9 and built.described() == "IVF_PQ"


def hnsw_sq(lab: Lab) -> bool:
    built = _Built(lab, "HNSW_SQ", {"M": 8, "efConstruction": 32, "sq_type": "SQ8"})
    return built.recall(ef=400) > 0.7 and built.described() == "HNSW_SQ"


def scann(lab: Lab) -> bool:
    built = _Built(lab, "SCANN", {"nlist": 32})
    return built.recall(nprobe=1, reorder_k=50) < built.recall(nprobe=32, reorder_k=500) > 0.9


def diskann(lab: Lab) -> bool:
    return _Built(lab, "DISKANN", {}).recall(search_list=100) > 0.8


def ivf_rabitq(lab: Lab) -> bool:
    return 0.02 < _Built(lab, "IVF_RABITQ", {"nlist": 16}).recall(nprobe=16) < 0.95


def annoy(lab: Lab) -> bool:
    return _Built(lab, "ANNOY", {"n_trees": 16}).recall(search_k=2000) > 0.5


def autoindex(lab: Lab) -> bool:
    return _Built(lab, "AUTOINDEX", {}).recall() > 0.5


def scalar_inverted(lab: Lab) -> bool:
    return _scalar(lab, ("year", "INVERTED"), ("title", "INVERTED"))


def scalar_bitmap(lab: Lab) -> bool:
    return _scalar(lab, ("year", "BITMAP"))


def scalar_trie(lab: Lab) -> bool:
    return _scalar(lab, ("year", "STL_SORT"), ("title", "Trie"))


def _scalar(lab: Lab, *asked: tuple[str, str]) -> bool:
    """Whether the indexes are taken as asked, names that do not exist are not, and the filter still holds."""
    built = _Built(lab, "FLAT", {}, 1200)
    lab.client.release_collection(built.name)
    for field, kind in asked:
        lab.client.create_index(built.name, lab.index((field, kind)))
    lab.client.load_collection(built.name)
    described = {(d["field_name"], d["index_type"]) for d in _descriptions(lab, built.name)}
    if not set(asked) <= described:
        return False
    if not refused(lambda: lab.client.create_index(built.name, lab.index((asked[0][0], "NONSENSE")))):
        return False
    expected = [row["id"] for row in built.rows if row["year"] == 7 or row["title"] == "film 9"]
    return lab.ids(built.name, 'year == 7 or title == "film 9"') == expected


def _descriptions(lab: Lab, name: str) -> list[dict[str, Any]]:
    return [lab.client.describe_index(name, index) for index in lab.client.list_indexes(name)]

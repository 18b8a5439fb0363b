"""A class of one exercise, made up: 80 right in four styles, 10 wrong in three ways, 10 hostile ones.

The hostile ones are such that a grader without any protection survives them, given a limit on each run. No two files
are the same, so nothing is graded once for several.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MINI = ROOT / "tests" / "minicourse"
NAME = "ex01_nearest.py"
FULL = 7
"""Points of the exercise: five checks."""


@dataclass(frozen=True)
class Handed:
    """One hand-in.

    Attributes:
        kind: ``right``, ``wrong`` or ``hostile``.
    """

    id: str
    kind: str
    text: str


def the_class() -> list[Handed]:
    """100 hand-ins, so mixed that any tenth of them is 8 right, 1 wrong and 1 hostile."""
    right, wrong = _right(), _wrong()
    found = []
    for n in range(100):
        kind, text = "right", right[n % len(right)]
        if n % 10 == 4:
            kind, text = "wrong", wrong[n // 10 % len(wrong)]
        elif n % 10 == 9:
            kind, text = "hostile", HOSTILE[n // 10]
        found.append(Handed(f"s{n:03}", kind, f"{text}\n\n# {n}\n"))
    return found


def write(handins: list[Handed], folder: Path) -> Path:
    """As an export: a folder for each."""
    for one in handins:
        target = folder / one.id / "ch01" / NAME
        target.parent.mkdir(parents=True)
        target.write_text(one.text, encoding="utf-8")
    return folder


def solution() -> str:
    from grader.course.starter import without_marks

    return without_marks((MINI / "solutions" / "ch01_mini" / NAME).read_text(), Path(NAME))


def _right() -> list[str]:
    alternative = MINI / "solutions" / "ch01_mini" / "alternatives" / "ex01_nearest" / "loops.py"
    return [solution(), alternative.read_text(), _PARTITION, _SORTED]


def row_by_row() -> str:
    """Right too, and heavy: it inserts each of 500 rows by itself, in two checks. Raced apart."""
    return (ROOT / "tests" / "submissions" / "other_style" / NAME).read_text()


def _wrong() -> list[str]:
    good = solution()
    return [
        good.replace('kind="stable")[:k]', 'kind="stable")[::-1][:k]'),
        good.replace("enumerate(rows)]", "enumerate(rows[:100])]"),
        good.replace("limit=k", "limit=k + 1"),
    ]


_PARTITION = """import numpy as np


def nearest(rows, query, k):
    distances = np.linalg.norm(rows - query, axis=1)
    best = np.argpartition(distances, k)[:k]
    return best[np.argsort(distances[best])].tolist()


def load(client, name, rows):
    client.create_collection(collection_name=name, dimension=rows.shape[1], metric_type="L2", auto_id=False)
    data = [dict(id=i, vector=rows[i]) for i in range(len(rows))]
    for start in range(0, len(data), 250):
        client.insert(name, data[start : start + 250])


def search(client, name, query, k):
    found = client.search(name, data=[query], anns_field="vector", limit=k)
    return [hit["id"] for hit in found[0]]
"""
_SORTED = """import numpy as np


def nearest(rows, query, k):
    gap = rows - query
    return sorted(range(len(rows)), key=np.einsum("ij,ij->i", gap, gap).__getitem__)[:k]


def load(client, name, rows):
    client.create_collection(name, dimension=rows.shape[1], metric_type="L2")
    client.upsert(name, [{"id": i, "vector": list(map(float, row))} for i, row in enumerate(rows)])


def search(client, name, query, k):
    return [int(hit.id) for hit in client.search(name, [query.tolist()], limit=k)[0]]
"""

_REST = """

def load(client, name, rows):
    return None


def search(client, name, query, k):
    return []
"""


def _attack(body: str, head: str = "") -> str:
    return f"{head}\n\ndef nearest(rows, query, k):\n    {body}\n{_REST}"


WAITS = _attack("time.sleep(3600)", "import time")
"""Waits for ever. Raced apart: such a wait is confirmed alone, which takes four times 15 s, whatever the rest takes."""


HOSTILE = (
    _attack("os._exit(0)", "import os"),
    _attack("return []", "import os\n\nos._exit(0)"),
    _attack("sys.exit(0)", "import sys"),
    _attack("return []", "import sys\n\nsys.exit(0)"),
    _attack("while True:\n        pass"),
    _attack("ctypes.string_at(0)", "import ctypes"),
    _attack('for _ in range(20_000):\n        print("x" * 1_000)\n    return []'),
    _attack("kept = bytearray(300 << 20)\n    return [len(kept)]"),
    _attack("return Equal()", "class Equal(list):\n    def __eq__(self, other):\n        return True\n\n    __hash__ = None"),
    _attack(
        "frame = sys._getframe()\n    while frame is not None:\n"
        "        if 'same' in frame.f_globals:\n            frame.f_globals['same'] = lambda *a, **k: None\n"
        "        frame = frame.f_back\n    return []",
        "import sys",
    ),
)  # fmt: skip

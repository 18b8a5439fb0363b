"""What is shipped: 524 captioned pictures, a vector of each, and 70 judged queries.

The pictures are the stamps of Tux Paint: a collection under the GNU General Public License, version 2. They are data beside the
course; `lessons/data/stamps.NOTICE` says where they come from and what was changed.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Vectors = NDArray[np.float32]
FOLDER = Path(__file__).parents[2] / "lessons" / "data"
PLACES = ((0.0, 0.0), (0.4, 0.0), (0.0, 0.4), (0.4, 0.4), (0.2, 0.2))
"""Left and upper border of each stored part, as shares of the side; a part is six tenths of it wide."""
PART = 0.6


@dataclass(frozen=True)
class Stamps:
    """The pictures in the order of `stamps.json`; everything else is in that order.

    Attributes:
        rows: file, caption, category and origin of each.
        pictures: (524, 128), length 1.
        captions: (524, 256), length 1.
        parts: (524, 5, 128), length 1, in the order of `PLACES`.
        queries: (70, 256), the vectors of the judged queries' texts.
        judged: text, picture (a position) and grades (position: 1 or 2) of each query.
    """

    rows: list[dict[str, str]]
    pictures: Vectors
    captions: Vectors
    parts: Vectors
    queries: Vectors
    judged: list[dict[str, Any]]

    @cached_property
    def files(self) -> list[bytes]:
        """The pictures as WebP."""
        with zipfile.ZipFile(FOLDER / "stamps.zip") as archive:
            return [archive.read(row["file"]) for row in self.rows]

    def image(self, at: int) -> Image.Image:
        """One picture, 128 pixels square or less, red first."""
        return Image.open(io.BytesIO(self.files[at])).convert("RGB")

    @cached_property
    def categories(self) -> NDArray[np.str_]:
        """The category of each."""
        return np.array([row["category"] for row in self.rows])

    @cached_property
    def uncaptioned(self) -> NDArray[np.bool_]:
        """Which pictures play the part of those that nobody described: three in ten, drawn once."""
        return np.random.default_rng(22).random(len(self.rows)) < 0.3

    @cached_property
    def classed(self) -> NDArray[np.int_]:
        """Positions of the pictures in categories of eight or more: the ones that precision is measured on."""
        names, counts = np.unique(self.categories, return_counts=True)
        large = {n for n, c in zip(names, counts, strict=True) if c >= 8 and "/" in n}
        return np.flatnonzero([c in large for c in self.categories])


def unit(rows: NDArray[Any]) -> Vectors:
    """Each row scaled to length 1."""
    rows = np.asarray(rows, np.float32)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9), np.float32)


def load() -> Stamps:
    """Read the shipped files."""
    rows = json.loads((FOLDER / "stamps.json").read_text("utf-8"))
    judged = json.loads((FOLDER / "stamps_judged.json").read_text("utf-8"))["queries"]
    with np.load(FOLDER / "stamps.npz") as known, np.load(FOLDER / "stamps_parts.npz") as parts:
        return Stamps(rows, unit(known["pictures"]), unit(known["captions"]), unit(parts["parts"]), unit(known["queries"]), judged)

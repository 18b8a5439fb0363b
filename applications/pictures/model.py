"""From pictures and words to vectors: a network for pictures, a table for words, and a map that leads from one to the other."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from applications.pictures.data import FOLDER, PART, PLACES, Vectors, unit

SIDE = 224


def flat(picture: Image.Image) -> Image.Image:
    """Three channels, red first; what is transparent becomes white, as the stored pictures have it."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    over = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", over.size, "white"), over).convert("RGB")


def square(picture: Image.Image) -> Image.Image:
    """White borders instead of a squeeze: a wheel stays round."""
    picture, side = flat(picture), max(picture.size)
    if picture.width == picture.height:
        return picture
    out = Image.new("RGB", (side, side), "white")
    out.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2))
    return out


def prepared(picture: Image.Image) -> Vectors:
    """What the network was trained to see: (3, 224, 224), red first, (value - 127) / 128."""
    pixels = np.asarray(square(picture).resize((SIDE, SIDE), Image.Resampling.BICUBIC), np.float32)
    return np.asarray(((pixels - 127) / 128).transpose(2, 0, 1), np.float32)


@functools.cache
def network() -> Any:
    """The image network of chapter 14, on one core; Apache License 2.0, see `efficientnet_lite0_int8.NOTICE`."""
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(FOLDER / "efficientnet_lite0_int8.onnx"), options, providers=["CPUExecutionProvider"])


@functools.cache
def _axes() -> tuple[Vectors, Vectors]:
    with np.load(FOLDER / "stamps.npz") as known:
        return known["mean"].astype(np.float32), known["components"].astype(np.float32)


def seen(pictures: Sequence[Image.Image], batch: int = 8) -> Vectors:
    """(n, 128): the network's 1,280 features, centered, on their 128 principal components, length 1."""
    mean, components = _axes()
    parts = [np.stack([prepared(p) for p in pictures[at : at + batch]]) for at in range(0, len(pictures), batch)]
    whole = [network().run(["feat"], {"x": part.astype(np.float32)})[0] for part in parts]
    return unit((np.concatenate(whole) - mean) @ components.T) if whole else np.zeros((0, len(components)), np.float32)


def parts_of(picture: Image.Image) -> list[Image.Image]:
    """The five parts of a picture that are stored beside it."""
    picture = square(picture)
    w = picture.width
    return [picture.crop((round(x * w), round(y * w), round((x + PART) * w), round((y + PART) * w))) for x, y in PLACES]


@functools.cache
def _words() -> Any:
    import wordllama

    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


def read(texts: Sequence[str]) -> Vectors:
    """(n, 256): vectors of texts, length 1."""
    return unit(np.asarray(_words().embed(list(texts)), np.float32))


class Alignment:
    """A linear map from picture vectors into the space of the words, fitted on pairs: ridge regression.

    Args:
        pictures: (n, 128).
        captions: (n, 256), of the same pictures.
        penalty: keeps the map small, so that it does not learn the pairs by heart.
    """

    def __init__(self, pictures: Vectors, captions: Vectors, penalty: float = 1.0) -> None:
        self.mean_picture, self.mean_caption = pictures.mean(axis=0), captions.mean(axis=0)
        x, y = pictures - self.mean_picture, captions - self.mean_caption
        self.matrix: Vectors = np.linalg.solve(x.T @ x + penalty * np.eye(x.shape[1], dtype=np.float32), x.T @ y)

    def pictures(self, vectors: Vectors) -> Vectors:
        """Where pictures lie among the words."""
        return unit((vectors - self.mean_picture) @ self.matrix)

    def words(self, vectors: Vectors) -> Vectors:
        """Where words lie once what all captions share is taken off."""
        return unit(vectors - self.mean_caption)


def colors(picture: Image.Image, levels: int = 4) -> Vectors:
    """A baseline: how many pixels have which color, 4 x 4 x 4 of them. Where they are is forgotten."""
    pixels = np.asarray(flat(picture).resize((64, 64)), np.int64) * levels // 256
    codes = (pixels[..., 0] * levels + pixels[..., 1]) * levels + pixels[..., 2]
    return unit(np.sqrt(np.bincount(codes.ravel(), minlength=levels**3)))


def edges(picture: Image.Image, cells: int = 8, directions: int = 9) -> Vectors:
    """A baseline: how strong the edges are in each direction, in 8 x 8 cells (histogram of oriented gradients). Colors are forgotten."""
    gray = np.asarray(square(picture).convert("L").resize((64, 64)), np.float32)
    down, right = np.gradient(gray)
    strength, angle = np.hypot(right, down), np.arctan2(down, right) % np.pi
    step = 64 // cells
    cell = (np.arange(64) // step)[:, None] * cells + (np.arange(64) // step)[None, :]
    code = cell * directions + np.minimum((angle / np.pi * directions).astype(int), directions - 1)
    sums = np.bincount(code.ravel(), strength.ravel(), minlength=cells * cells * directions)
    return unit(np.sqrt(sums))


def pixels(picture: Image.Image) -> Vectors:
    """A baseline: 16 x 16 pixels as they are."""
    return unit(np.asarray(square(picture).resize((16, 16)), np.float32).ravel() - 127)

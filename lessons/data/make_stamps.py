"""Make `stamps.npz`: what chapters about pictures know of the 524 pictures in `stamps.zip`.

    python lessons/data/make_stamps.py                    needs onnxruntime, pillow and wordllama
    python lessons/data/make_stamps.py --model FILE.onnx  another place of the network

Three things are written, a row per picture in the order of `stamps.json`:

- `pictures`, float16 (524, 128): the 1,280 features of EfficientNet-Lite0, reduced to their first 128 principal
  components and scaled to length 1. The components are centered: the average picture lies at the origin.
- `captions`, float16 (524, 256): the caption's vector by wordllama 0.4, scaled to length 1.
- `queries`, float16 (n, 256): the same of the texts in `stamps_judged.json`, in its order.

and, so that a reader can embed a picture or a text of their own in the same space:

- `mean` (1280) and `components` (128, 1280), float16.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
SIDE, COMPONENTS = 224, 128


def unit(rows: np.ndarray) -> np.ndarray:
    """Each row scaled to length 1."""
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)


def tool(module: str, package: str = "") -> Any:
    """A library that the course itself does without: only whoever makes this file again needs it."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise SystemExit(f"{module} is not installed, and only this script needs it. Next: pip install {package or module}") from None


def features(model: Path, names: list[str]) -> np.ndarray:
    """The network's 1,280 numbers per picture: what it knows before it names a class."""
    onnxruntime, image = tool("onnxruntime"), tool("PIL.Image", "pillow")
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    found = []
    with zipfile.ZipFile(HERE / "stamps.zip") as archive:
        for name in names:
            picture = image.open(io.BytesIO(archive.read(name))).convert("RGB").resize((SIDE, SIDE), image.Resampling.BICUBIC)
            pixels = (np.asarray(picture, np.float32) - 127) / 128
            found.append(session.run(None, {"x": pixels.transpose(2, 0, 1)[None]})[0][0])
    return np.array(found, np.float32)


def texts(lines: list[str]) -> np.ndarray:
    """The 256 numbers of each text, without a network."""
    import wordllama
    from wordllama import WordLlama

    model = WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
    return unit(np.asarray(model.embed(lines), np.float32))


def main() -> None:
    """Write the file, and say how well like finds like."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", type=Path, default=HERE / "efficientnet_lite0_int8.onnx")
    options = arguments.parse_args()
    if not options.model.is_file():
        raise SystemExit(f"{options.model} is not there. Give the network's place: --model efficientnet_lite0_int8.onnx")
    stamps = json.loads((HERE / "stamps.json").read_text("utf-8"))
    judged = json.loads((HERE / "stamps_judged.json").read_text("utf-8"))
    whole = features(options.model, [stamp["file"] for stamp in stamps])
    mean = whole.mean(axis=0)
    _, spread, components = np.linalg.svd(whole - mean, full_matrices=False)
    kept = components[:COMPONENTS]
    pictures = unit((whole - mean) @ kept.T)
    captions = texts([stamp["caption"] for stamp in stamps])
    queries = texts([query["text"] for query in judged["queries"]])
    target = HERE / "stamps.npz"
    np.savez_compressed(
        target, pictures=pictures.astype(np.float16), captions=captions.astype(np.float16), queries=queries.astype(np.float16),
        mean=mean.astype(np.float16), components=kept.astype(np.float16),
    )  # fmt: skip
    print(f"{target.name}: {len(pictures)} pictures, {target.stat().st_size / 1e6:.2f} MB")
    print(f"variance that {COMPONENTS} components keep: {(spread[:COMPONENTS] ** 2).sum() / (spread**2).sum():.3f}")
    kinds = np.array([stamp["category"] for stamp in stamps])
    for name, vectors in (("1,280 features", unit(whole)), ("128 components", pictures), ("captions", captions)):
        near = np.argsort(-(vectors @ vectors.T) + 9 * np.eye(len(vectors)), axis=1)[:, :5]
        print(f"{name:15s} of the 5 nearest, same category: {(kinds[near] == kinds[:, None]).mean():.3f}")


if __name__ == "__main__":
    main()

"""Make `words.npz`: the course's benchmark vectors, from the token table inside the `wordllama` package.

    python lessons/data/make_words.py            write lessons/data/words.npz
    python lessons/data/make_words.py --measure  also say what each reduction does (needs faiss-cpu)

The table has 32,000 tokens of 256 float16 numbers. What is kept, and why:

- Whole words first: tokens that begin a word and are letters only, at least two. 15,898 of them, the common ones
  first, because that is the order in which a byte-pair tokenizer learns them.
- Then word pieces, written with a leading hyphen ("-ation"), until there are 20,000 rows. Pieces have odd
  neighbours, and that makes the set harder, as real data is.
- Unit length, then one byte a number. Every user normalises again, so no scale is stored.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np

ROWS = 20_000
TARGET = Path(__file__).with_name("words.npz")


def token_table() -> tuple[np.ndarray, list[str]]:
    """The table as float32 of shape (32000, 256), and each row's token."""
    import wordllama
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    home = Path(wordllama.__file__).parent
    table = next(iter(load_file(home / "weights" / "l2_supercat_256.safetensors").values()))
    tokenizer = Tokenizer.from_file(str(home / "tokenizers" / "l2_supercat_tokenizer_config.json"))
    return table.astype(np.float32), [tokenizer.id_to_token(i) for i in range(len(table))]


def choose(tokens: list[str]) -> tuple[list[int], list[str]]:
    """Which rows stay, and what they are called."""
    rows = [i for i, t in enumerate(tokens) if re.fullmatch(r"▁[^\W\d_]{2,}", t)]
    names = [tokens[i][1:] for i in rows]
    words = {name.lower() for name in names}
    for i, token in enumerate(tokens):
        if len(rows) == ROWS:
            break
        if re.fullmatch(r"[^\W\d_]{3,}", token) and token.lower() not in words:
            rows.append(i)
            names.append("-" + token)
    return rows, names


def one_byte(vectors: np.ndarray) -> np.ndarray:
    """Each row scaled so that its largest number is 127; the direction is all that matters."""
    return np.round(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127).astype(np.int8)


def intrinsic_dimension(vectors: np.ndarray, k: int = 20, sample: int = 800) -> float:
    """Median of the maximum-likelihood estimate from the k nearest distances (Levina and Bickel, 2004)."""
    rng = np.random.default_rng(0)
    picked = vectors[rng.choice(len(vectors), sample, replace=False)]
    squares = (vectors**2).sum(axis=1)
    estimates = []
    for row in picked:
        distances = np.sqrt(np.maximum(np.sort(squares - 2 * vectors @ row + row @ row)[1 : k + 1], 1e-12))
        if distances[0] > 1e-4:
            estimates.append(-1 / np.mean(np.log(distances[:-1] / distances[-1])))
    return float(np.median(estimates))


def measure(name: str, vectors: np.ndarray, queries: int = 500) -> None:
    """Print local intrinsic dimension, and recall@10 of HNSW (M 16, efConstruction 100) and IVF (128 cells)."""
    import faiss

    vectors = np.ascontiguousarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)
    order = np.random.default_rng(1).permutation(len(vectors))
    asked, stored = vectors[order[:queries]], vectors[order[queries:]]
    flat = faiss.IndexFlatL2(stored.shape[1])
    flat.add(stored)
    truth = flat.search(asked, 10)[1]

    def recall(index: object) -> float:
        found = index.search(asked, 10)[1]  # type: ignore[attr-defined]  # faiss ships no types
        return float(np.mean([len(set(a) & set(b)) / 10 for a, b in zip(found, truth, strict=True)]))

    graph = faiss.IndexHNSWFlat(stored.shape[1], 16)
    graph.hnsw.efConstruction = 100
    graph.add(stored)
    line = []
    for ef in (10, 50, 200):
        graph.hnsw.efSearch = ef
        line.append(f"ef {ef}: {recall(graph):.3f}")
    cells = faiss.IndexIVFFlat(faiss.IndexFlatL2(stored.shape[1]), stored.shape[1], 128)
    cells.train(stored)
    cells.add(stored)
    for nprobe in (1, 16, 64):
        cells.nprobe = nprobe
        line.append(f"nprobe {nprobe}: {recall(cells):.3f}")
    print(f"{name:34s} {len(vectors):6d} x {vectors.shape[1]:3d}  LID {intrinsic_dimension(vectors):4.1f}  {'  '.join(line)}")


def main() -> None:
    """Write the file; with --measure, say what was lost."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--measure", action="store_true")
    options = arguments.parse_args()
    table, tokens = token_table()
    rows, names = choose(tokens)
    small = one_byte(table[rows])
    text = np.frombuffer("\n".join(names).encode("utf-8"), np.uint8)
    np.savez_compressed(TARGET, vectors=small, words=text)
    print(f"{TARGET.name}: {small.shape[0]} x {small.shape[1]}, {TARGET.stat().st_size / 1e6:.2f} MB")
    if options.measure:
        rng = np.random.default_rng(0)
        measure("the whole table, float", table)
        measure("20,000 rows, float", table[rows])
        measure("20,000 rows, one byte", small.astype(np.float32))
        measure("  its first 128 numbers", small[:, :128].astype(np.float32))
        measure("  its first 64 numbers", small[:, :64].astype(np.float32))
        measure("15,898 whole words, one byte, 128", small[:15_898, :128].astype(np.float32))
        measure("uniform noise on a sphere", rng.standard_normal((20_000, 128)).astype(np.float32))
        centres = rng.standard_normal((200, 128)) * 2
        blobs = centres[rng.integers(0, 200, 20_000)] + rng.standard_normal((20_000, 128)) * 0.5
        measure("200 Gaussian blobs", blobs.astype(np.float32))


if __name__ == "__main__":
    main()

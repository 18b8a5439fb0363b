"""The models live beside the lessons, not in a package that is installed."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lessons"))


@pytest.fixture(scope="session")
def data():
    """600 stored and 40 asking vectors of 32 numbers, real ones, and each query's ten true neighbours."""
    from models.recall import truth_of

    from grader.datasets import words

    vectors, _ = words(640, 32, seed=11)
    stored, queries = vectors[:600], vectors[600:]
    return stored, queries, truth_of(stored, queries, 10)


@pytest.fixture(params=range(3))
def noise(request):
    """Vectors with no structure and some copies, three times over: what holds here holds anywhere."""
    rng = np.random.default_rng(request.param)
    vectors = rng.standard_normal((200, 8)).astype(np.float32)
    vectors[50:60] = vectors[0]
    return vectors

"""A queue by hand, and the two ends of patience."""

import numpy as np
from models.microbatch import arrivals, waits


def test_a_queue_by_hand():
    """Two arrive together; the third comes while they are served and waits for its own call."""
    answered, sizes = waits(np.array([0.0, 0.0, 0.005]), most=8, patience=0.002, fixed=0.010, each=0.001)
    assert sizes == [2, 1]
    assert np.allclose(answered, [0.014, 0.014, 0.020])


def test_a_full_batch_does_not_wait():
    answered, sizes = waits(np.array([0.0, 0.001, 0.002, 0.9]), most=3, patience=0.5, fixed=0.010, each=0.0)
    assert sizes == [3, 1]
    assert np.allclose(answered, [0.012, 0.011, 0.010, 0.510])


def test_batches_carry_a_load_that_single_calls_cannot():
    moments = arrivals(200, 5)
    alone, _ = waits(moments, most=1, patience=0, fixed=0.008, each=0.001)
    together, sizes = waits(moments, most=16, patience=0, fixed=0.008, each=0.001)
    assert np.median(alone) > 0.5
    assert np.quantile(together, 0.99) < 0.1
    assert max(sizes) > 1
    assert sum(sizes) == len(moments) == len(together)

"""The projection of chapter 14: its gradient, its begin, and what training does to rows that it has and has not seen."""

import numpy as np
from models.contrastive import Projection, loss, unit


def test_the_gradient_is_the_slope():
    rng = np.random.default_rng(0)
    matrix, anchors, others = rng.normal(size=(7, 3)), rng.normal(size=(4, 7)), rng.normal(size=(4, 5, 7))
    _, slope = loss(matrix, anchors, others)
    for at in [(0, 0), (3, 2), (6, 1)]:
        step = np.zeros_like(matrix)
        step[at] = 1e-6
        measured = (loss(matrix + step, anchors, others)[0] - loss(matrix - step, anchors, others)[0]) / 2e-6
        assert abs(measured - slope[at]) < 1e-6


def test_training_brings_a_class_together():
    rng = np.random.default_rng(1)
    labels = np.repeat(["a", "b", "c"], 20)
    rows = rng.normal(size=(60, 40)).astype(np.float32)
    rows[:, 0] += 2 * (labels == "a")
    rows[:, 1] += 2 * (labels == "b")
    made = Projection(unit(rows), labels, out=8)

    def alike():
        near = np.argsort(-(made(rows) @ made(rows).T), axis=1)[:, 1:6]
        return float((labels[near] == labels[:, None]).mean())

    before = alike()
    made.train(150)
    assert before < 0.7 < alike()


def test_a_class_of_one_is_no_anchor():
    labels = np.array(["a", "a", "b"])
    made = Projection(np.eye(3, 5, dtype=np.float32), labels, out=2)
    assert made.with_pair.tolist() == [0, 1]
    made.train(3, negatives=lambda anchor, count: np.full(count, 2))

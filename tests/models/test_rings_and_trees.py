"""The pictures of chapter 9: the region is where the scores are, and a tree shows every part once."""

import re

import numpy as np
import pytest
from models import rings
from models.filter_tree import read
from models.tree_picture import picture


@pytest.mark.parametrize("metric", ["L2", "IP", "COSINE"])
def test_the_region_holds_what_the_scores_say(metric):
    """The area drawn is the share of the plane whose score lies between the bounds."""
    rng = np.random.default_rng(5)
    query = np.array([3.0, 1.0])
    points = rng.uniform(-rings.SPAN, rings.SPAN, size=(40_000, 2))
    scores = rings.score(metric, points, query)
    low, high = np.quantile(scores, [0.3, 0.6])
    sizes = re.findall(r"width='([\d.]+)' height='([\d.]+)'", rings.region(metric, query, low, high))
    area = sum(float(w) * (float(h) - 0.3) for w, h in sizes) / rings.SIDE**2
    assert area == pytest.approx(0.3, abs=0.02)


def test_scores_are_those_of_milvus():
    """L2 is squared, IP grows with length, COSINE does not."""
    point, query = np.array([[6.0, 8.0]]), np.array([3.0, 4.0])
    assert [float(rings.score(m, point, query)[0]) for m in ("L2", "IP", "COSINE")] == pytest.approx([25, 50, 1])


def test_a_tree_shows_every_part_with_what_it_keeps():
    """Two leaves, the word above them, and what each keeps; a refused one says so."""
    keeps = {"a > 1": 3, "b": None, "a > 1 and b": 2}
    drawn = picture(read("a > 1 and b"), keeps.__getitem__, 10)
    assert re.findall(r">([^<>]+)</text>", drawn) == ["a &gt; 1", "3 rows", "b", "refused", "AND", "2 rows"]
    assert drawn.count("<path") == 2

"""The word vectors: what `grader.datasets.words` promises."""

import numpy as np
import pytest

from grader.datasets import words
from grader.errors import CourseError, UsageError


def test_rows_have_length_one_and_a_word_each():
    """Shape, type, length, names."""
    vectors, names = words(500, 64)
    assert vectors.shape == (500, 64)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert len(names) == len(set(names)) == 500


def test_neighbours_of_words_are_related_words():
    """The vectors mean something: the nearest of a day are days."""
    vectors, names = words(15_000, 128)
    day = names.index("Monday")
    nearest = {names[i] for i in np.argsort(-vectors @ vectors[day])[1:6]}
    assert {"Saturday", "Sunday"} <= nearest


def test_a_seed_keeps_every_distance_and_changes_every_number():
    """Turning the space is invisible to a search and fatal to a copied answer."""
    plain, plain_names = words(20_000, 32)
    turned, turned_names = words(20_000, 32, seed=7)
    order = [plain_names.index(name) for name in turned_names[:300]]
    assert np.allclose(plain[order] @ plain[order].T, turned[:300] @ turned[:300].T, atol=1e-4)
    assert np.abs(plain[order] - turned[:300]).mean() > 0.05


def test_the_same_seed_gives_the_same_rows_and_another_seed_others():
    """Seeded means repeatable."""
    first, second, other = words(50, 16, seed=1), words(50, 16, seed=1), words(50, 16, seed=2)
    assert np.array_equal(first[0], second[0])
    assert first[1] == second[1]
    assert first[1] != other[1]


@pytest.mark.parametrize(("n", "dim"), [(0, 8), (20_001, 8), (10, 1), (10, 257)])
def test_out_of_range_says_so(n, dim):
    """More rows or numbers than there are."""
    with pytest.raises(UsageError, match="20000 rows"):
        words(n, dim)


def test_a_missing_file_names_the_command_that_makes_it(tmp_path):
    """The error carries the next command."""
    with pytest.raises(CourseError, match=r"make_words\.py"):
        words(10, 8, root=tmp_path)

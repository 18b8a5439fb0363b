"""Checks of ch01/ex01."""

from grader.checks import check, same


@check(points=2)
def test_it_doubles(submission, rng):
    """Any number comes back doubled"""
    x = int(rng.integers(1, 1000))
    same(submission.double(x), 2 * x, called=f"double({x})", why="What is x + x?")

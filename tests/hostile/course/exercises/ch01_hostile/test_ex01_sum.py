"""Checks of ch01/ex01."""

from grader.checks import check, same


@check(points=4)
def test_total(submission, rng):
    """The numbers are added up"""
    for _ in range(3):
        numbers = [int(n) for n in rng.integers(1, 10**6, size=5)]
        expected_secret_total = sum(numbers)
        same(submission.total(numbers), expected_secret_total, called="total(numbers)")


@check(points=2)
def test_again(submission, rng):
    """The same question has the same answer"""
    numbers = [int(n) for n in rng.integers(1, 10**6, size=4)]
    same([submission.total(numbers) for _ in range(3)], [sum(numbers)] * 3, called="total(numbers), three times")


@check(points=0)
def test_loot(submission):
    """Nothing was to be had"""
    same(submission.loot(), "nothing", called="loot()")

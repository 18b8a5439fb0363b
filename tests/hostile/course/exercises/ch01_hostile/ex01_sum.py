"""Add up."""

from grader.learner import NotStarted


def total(numbers):
    """Their sum."""
    raise NotStarted("total")


def loot():
    """Honest work takes nothing."""
    return "nothing"

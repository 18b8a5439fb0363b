"""Add up."""


def total(numbers):
    """Their sum."""
    # BEGIN SOLUTION
    return sum(numbers)
    # END SOLUTION


def loot():
    """Honest work takes nothing."""
    return "nothing"

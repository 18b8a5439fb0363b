"""Double a number.

`double(x)` gets an integer and returns twice that. `double(4)` is `8`.
"""


def double(x):
    """Twice `x`."""
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION

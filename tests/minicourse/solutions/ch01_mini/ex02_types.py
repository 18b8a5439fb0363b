"""What crosses: numbers, text, data classes, callbacks, streams."""

import asyncio
import dataclasses


@dataclasses.dataclass
class Point:
    x: int
    y: list


def echo(value):
    """The value itself."""
    # BEGIN SOLUTION
    return value
    # END SOLUTION


def point(x, y):
    """A Point."""
    # BEGIN SOLUTION
    return Point(x, y)
    # END SOLUTION


def mapped(function, items):
    """The function's value for each item."""
    # BEGIN SOLUTION
    return [function(item) for item in items]
    # END SOLUTION


def squares(n):
    """A generator of the first n squares."""
    # BEGIN SOLUTION
    for i in range(n):
        yield i * i
    # END SOLUTION


async def later(x):
    """x + 1, after a moment."""
    # BEGIN SOLUTION
    await asyncio.sleep(0.001)
    return x + 1
    # END SOLUTION


def grow(items):
    """Append the length to the list that was passed."""
    # BEGIN SOLUTION
    items.append(len(items))
    # END SOLUTION

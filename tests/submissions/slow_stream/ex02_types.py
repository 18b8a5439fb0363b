import asyncio
import collections
import time

Point = collections.namedtuple("Point", "x y")


def echo(value):
    return value


def point(x, y):
    return Point(x, y)


def mapped(function, items):
    return list(map(function, items))


def squares(n):
    """Each item comes in time, and none is the last."""
    while True:
        time.sleep(0.4)
        yield n * n


async def later(x):
    await asyncio.sleep(0)
    return x + 1


def grow(items):
    items += [len(items)]

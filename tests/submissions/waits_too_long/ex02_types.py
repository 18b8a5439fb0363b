import asyncio
import collections
import time

Point = collections.namedtuple("Point", "x y")


def echo(value):
    return value


def point(x, y):
    time.sleep(17)
    return Point(x, y)


def mapped(function, items):
    return list(map(function, items))


def squares(n):
    return (i**2 for i in range(n))


async def later(x):
    await asyncio.sleep(0)
    return x + 1


def grow(items):
    items += [len(items)]

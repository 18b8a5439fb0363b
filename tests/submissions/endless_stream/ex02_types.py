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
    for i in range(n):
        until = time.process_time() + 2.6 * (i == 2)
        while time.process_time() < until:
            pass
        yield i * i


async def later(x):
    await asyncio.sleep(0)
    return x + 1


def grow(items):
    items += [len(items)]

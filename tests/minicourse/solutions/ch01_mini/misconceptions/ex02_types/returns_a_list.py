# id: returns-a-list
# check: test_stream
# why: a list looks like a generator
# source: the course's own miniature
import asyncio
import dataclasses


@dataclasses.dataclass
class Point:
    x: int
    y: list


def echo(value):
    return value


def point(x, y):
    return Point(x, y)


def mapped(function, items):
    return [function(item) for item in items]


def squares(n):
    return [i * i for i in range(n)]


async def later(x):
    await asyncio.sleep(0.001)
    return x + 1


def grow(items):
    items.append(len(items))

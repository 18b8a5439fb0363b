import collections

Point = collections.namedtuple("Point", "x y")


def echo(value):
    return value


def point(x, y):
    return Point(x, y)


def mapped(function, items):
    return list(map(function, items))


def squares(n):
    return (i**2 for i in range(n))


async def later(x):
    return x + 1


def grow(items):
    items += [len(items)]

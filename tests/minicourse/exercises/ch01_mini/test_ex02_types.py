"""Checks of ch01/ex02."""

from grader.checks import check, fail, misconception, require, same


@check(points=1)
def test_echo(submission):
    """Data comes back as it went"""
    for value in (None, 3, "x", [1, (2, 3)], {"a": {1}}):
        same(submission.echo(value), value, called=f"echo({value!r})")


@check(points=1)
def test_point(submission):
    """A point has its fields"""
    found = submission.point(1, [2])
    require(found.x == 1 and found.y == [2], called="point(1, [2])", returned=found, expected="Point(x=1, y=[2])")


@check(points=1)
def test_callback(submission):
    """The function is called for each item"""
    seen = []

    def double(x):
        seen.append(x)
        if not isinstance(x, int):
            raise TypeError("an int, please")
        return 2 * x

    same(submission.mapped(double, [1, 2]), [2, 4], called="mapped(double, [1, 2])")
    same(seen, [1, 2], called="the calls of double")


@check(points=1)
def test_stream(submission):
    """A generator yields one item at a time"""
    found = submission.squares(4)
    if isinstance(found, list):
        misconception("returns-a-list", evidence="a list came back", called="squares(4)", returned=found, expected="a generator")
    same(list(found), [0, 1, 4, 9], called="squares(4)")


@check(points=1)
def test_async(submission):
    """A coroutine runs to its end"""
    same(submission.later(1), 2, called="later(1)")


@check(points=1)
def test_in_place(submission):
    """The caller's own list grows"""
    _, (after,) = submission.grow.with_arguments([5, 5])
    if after == [5, 5]:
        misconception("grows-a-copy", evidence="the list is as it was", called="grow([5, 5])", returned=after, expected=[5, 5, 2])
    same(after, [5, 5, 2], called="grow([5, 5])")

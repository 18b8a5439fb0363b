"""Checks of ch22/ex02. What is right is computed from all cosines, beside Milvus."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require


def connected(ids, links):
    """Groups of two or more ids that a matrix of links connects, as the statement sorts them."""
    left, found = set(range(len(ids))), []
    while left:
        group, edge = set(), [left.pop()]
        while edge:
            at = edge.pop()
            group.add(at)
            fresh = [int(n) for n in np.flatnonzero(links[at]) if int(n) in left]
            left.difference_update(fresh)
            edge += fresh
        if len(group) > 1:
            found.append(sorted(ids[n] for n in group))
    return sorted(found)


class Archive:
    """Pictures, some of them copies; every cosine stays clear of the threshold."""

    def __init__(self, client, support, name, threshold, vectors, rng, ids=None):
        cosines = vectors @ vectors.T
        away = np.abs(cosines - threshold) < 0.0015
        drop = np.zeros(len(vectors), bool)
        for a, b in np.argwhere(np.triu(away, 1)):
            if not drop[a]:
                drop[b] = True
        vectors = vectors[~drop]
        self.cosines, self.threshold = vectors @ vectors.T, threshold
        self.ids = support.new_ids(rng, len(vectors)) if ids is None else [i for i, gone in zip(ids, drop, strict=True) if not gone]
        support.collection(client, name)
        order = rng.permutation(len(vectors))
        support.filled(client, name, [{"id": self.ids[i], "vector": vectors[i].tolist()} for i in order])

    def without(self, client, name):
        """Take out the picture whose removal tears the largest group apart."""
        def torn(i):
            left = [n for n in range(len(self.ids)) if self.ids[n] != i]
            return len(connected([self.ids[n] for n in left], (self.cosines >= self.threshold)[np.ix_(left, left)]))

        gone = max(max(self.right, key=len), key=torn)
        left = [n for n in range(len(self.ids)) if self.ids[n] != gone]
        client.delete(name, ids=[gone])
        self.ids, self.cosines = [self.ids[n] for n in left], self.cosines[np.ix_(left, left)]

    @property
    def right(self):
        return connected(self.ids, self.cosines >= self.threshold)

    def ten_nearest(self):
        """Groups if each picture knows the ten rows nearest to it, itself among them."""
        links = np.zeros_like(self.cosines, bool)
        np.put_along_axis(links, np.argsort(-self.cosines, axis=1)[:, :10], values=True, axis=1)
        links &= self.cosines >= self.threshold
        return connected(self.ids, links | links.T)

    def with_direct_copies_only(self, groups):
        """Whether every group is one picture and the copies of that picture, and some chain was torn apart by it."""
        at, links = {i: n for n, i in enumerate(self.ids)}, self.cosines >= self.threshold
        stars = all(any(all(links[at[a], at[b]] for b in group) for a in group) for group in groups)
        return stars and all(set(group) <= set(whole) for group in groups for whole in self.right if set(group) & set(whole))


def names(groups):
    """Whether it is a list of lists of whole numbers."""
    return isinstance(groups, list) and all(isinstance(g, list) and all(isinstance(i, int) and not isinstance(i, bool) for i in g) for g in groups)


def judged(submission, client, name, made, call):
    """Ask, compare, and name the idea that explains a difference."""
    found, right = submission.groups(client, name, made.threshold), made.right
    require(names(found), called=call, returned=found, expected="a list of lists of ids")
    if found == right:
        return
    shown, pictures = {"called": call, "returned": f"{len(found)} groups with {sum(map(len, found))} ids", "expected": f"{len(right)} groups with {sum(map(len, right))} ids"}, set(made.ids)
    if {i for g in found for i in g} - pictures:
        fail(**shown, why="Among them are ids that the collection does not have.")
    single = [g for g in found if len(g) == 1]
    if single and sorted(g for g in found if len(g) > 1) == right:
        misconception("the-picture-itself-is-a-copy", evidence=f"{len(single)} groups have one picture", why="Every picture is its own nearest neighbor, and no copy of itself.", **shown)
    if sorted(found) == made.ten_nearest():
        misconception("ten-are-enough", evidence="these are the groups if each picture knows ten neighbors, itself among them", why="How many neighbors does a search return that is not told a limit? And how do you notice that there are more?", **shown)
    pairs = {(a, b) for g in found for a in g for b in g if a < b}
    wanted = {(a, b) for g in right for a in g for b in g if a < b}
    if pairs and not pairs - wanted and len(found) > 0 and all(len(g) > 1 for g in found) and made.with_direct_copies_only(found):
        misconception("copies-of-copies-apart", evidence="each group is one picture with its own copies, and no copies of copies are with them", why="A was scaled to B, and B got a logo and became C. A and C may lie below the threshold; the archive still has one picture three times.", **shown)
    if pairs - wanted:
        a, b = min(pairs - wanted)
        cosine = made.cosines[made.ids.index(a), made.ids.index(b)]
        fail(**shown, why=f"{a} and {b} are in one group; their cosine is {cosine:.3f}, and no chain of copies connects them.")
    if wanted - pairs:
        a, b = min(wanted - pairs)
        cosine = made.cosines[made.ids.index(a), made.ids.index(b)]
        fail(**shown, why=f"{a} and {b} belong to one group (their own cosine is {cosine:.3f}), and are not together.")
    fail(**{**shown, "returned": "the right pairs in a different order, or twice", "expected": "ids ascending in each group, groups by their first id"})


@pytest.fixture
def room(client, support, seed, fresh):
    """`room(number, threshold, make)` stores what `make(rng)` draws."""

    def made(number, threshold, make):
        rng, name = np.random.default_rng([seed, 222, number]), fresh("archive")
        return name, Archive(client, support, name, threshold, make(rng), rng)

    return made


@check(points=2)
def test_copies_are_found_and_no_others(submission, client, support, room):
    """Pairs and triples are found; pictures that are merely alike are not"""

    def some(rng):
        base = support.unit(rng.normal(size=(300, 32)))
        copies = [support.near(base[i], c, rng) for i in range(40) for c in rng.uniform(0.97, 0.999, size=1 + i % 2)]
        alike = [support.near(base[i], 0.9, rng) for i in range(40, 120)]
        return np.vstack([base, copies, alike])

    name, made = room(1, 0.93, some)
    judged(submission, client, name, made, "groups() of some 440 pictures, threshold 0.93, with 80 that are alike (0.9)")
    name, made = room(2, 0.62, lambda rng: np.vstack([b := support.unit(rng.normal(size=(60, 32)) + 0.5), [support.near(b[i], 0.8, rng) for i in range(10)]]))
    judged(submission, client, name, made, "groups() of some 60 pictures, threshold 0.62")


@check(points=3, after="test_copies_are_found_and_no_others")
def test_chains(submission, client, support, room):
    """A copy of a copy belongs to the group"""

    def chains(rng):
        rows = [*support.unit(rng.normal(size=(60, 32)))]
        for length in (3, 4, 7, 12):
            here = support.unit(rng.normal(size=32))
            for _ in range(length):
                rows.append(here)
                here = support.near(here, 0.95, rng)
        return np.array(rows)

    name, made = room(3, 0.93, chains)
    judged(submission, client, name, made, "groups() with chains of 3 to 12 copies, each made from the one before")
    made.without(client, name)
    judged(submission, client, name, made, "groups() again, after a picture in the middle of a chain was deleted")


@check(points=3, after="test_copies_are_found_and_no_others")
def test_popular_pictures(submission, client, support, room):
    """A picture with hundreds of copies is one group"""

    def crowds(rng):
        rows = [*support.unit(rng.normal(size=(50, 32)))]
        for clumps, size in ((18, 22), (3, 12), (2, 195)):
            center = support.unit(rng.normal(size=32))
            for _ in range(clumps):
                middle = support.near(center, 0.985, rng)
                rows += [support.near(middle, c, rng) for c in rng.uniform(0.9995, 0.9999, size=size)]
        return np.array(rows)

    name, made = room(4, 0.9, crowds)
    judged(submission, client, name, made, "groups() with pictures that have up to 400 copies")


@check(points=1, after="test_copies_are_found_and_no_others")
def test_many_rows_and_none(submission, client, milvus, support, room):
    """Every row of a larger archive is asked for, and an archive without copies has no groups"""

    def many(rng):
        base = support.unit(rng.normal(size=(1100, 32)))
        return np.vstack([base, [support.near(base[i], 0.99, rng) for i in range(0, 1100, 77)]])

    name, made = room(5, 0.95, many)
    milvus.forget()
    judged(submission, client, name, made, "groups() of some 1,100 pictures")
    asked = sum(int(getattr(c.request, "nq", 0)) for c in milvus.calls() if c.method == "Search")
    require(asked >= len(made.ids), called="groups() of some 1,100 pictures", returned=f"searches for {asked} vectors", expected=f"{len(made.ids)}, one per picture", why="Milvus compares. All pairs in NumPy are four times as many for twice the pictures.")
    largest = max((c.received for c in milvus.calls("Query")), default=0)
    most = 500 * (4 * 32 + 72)  # a vector, and its id with some room
    require(largest <= most, called="groups() of some 1,100 pictures", returned=f"a query that brought {largest:,} bytes", expected=f"at most {most:,}: 500 rows", why="An archive grows. What reads it part by part?")
    name, made = room(6, 0.95, lambda rng: support.unit(rng.normal(size=(30, 32))))
    judged(submission, client, name, made, "groups() of 30 pictures without a copy")
    name, made = room(7, 0.95, lambda rng: support.unit(rng.normal(size=(1, 32))))
    judged(submission, client, name, made, "groups() of a single picture")

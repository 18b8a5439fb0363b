"""Checks of ch02/ex05."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require, same

N, BUDGET, K, QUERIES = 500, 120, 10, 20


class World:
    """A graph and one query at a time; it writes down who was visited, in order."""

    def __init__(self, links, gaps):
        self.links, self.gaps, self.visits = links, gaps, []

    def neighbors(self, row):
        row = int(row)
        if not 0 <= row < len(self.links):
            raise IndexError(f"there are rows 0 to {len(self.links) - 1}, and no row {row}")
        return list(self.links[row])

    def distance(self, row):
        row = int(row)
        if not 0 <= row < len(self.links):
            raise IndexError(f"there are rows 0 to {len(self.links) - 1}, and no row {row}")
        self.visits.append(row)
        if len(self.visits) > 20 * len(self.links):
            raise RuntimeError("far more visits than there are rows")
        return float(self.gaps[row])

    def ask(self, submission, start, budget, k):
        self.visits.clear()
        call = f"walk({start}, neighbors, distance, budget={budget}, k={k})"
        answer = submission.walk(start, self.neighbors, self.distance, budget, k)
        if isinstance(answer, np.ndarray):
            answer = answer.tolist()
        if not isinstance(answer, (list, tuple)) or not all(isinstance(r, (int, np.integer)) and not isinstance(r, bool) for r in answer):
            fail(called=call, returned=repr(answer), expected="a list of row numbers", why="The caller looks the words up.")
        return [int(r) for r in answer], call, list(self.visits)

    def in_turn(self, start, budget):
        """Whom a walk meets that goes by the number of steps from the start, not by distance."""
        order, seen, place = [start], {start}, 0
        while place < len(order) and len(order) < budget:
            fresh = [r for r in self.links[order[place]] if r not in seen]
            seen.update(fresh)
            order += fresh
            place += 1
        return order[:budget]

    def downhill(self, start, budget):
        """Whom a walk meets that goes to the nearest neighbor, again and again, and stops where none is nearer."""
        met, here = {start}, start
        while True:
            for row in self.links[here]:
                if row not in met and len(met) < budget:
                    met.add(row)
            best = min((r for r in self.links[here] if r in met), key=lambda r: self.gaps[r], default=here)
            if self.gaps[best] >= self.gaps[here]:
                return met
            here = best

    def open_ends(self):
        """Rows that were not visited, though a visited one is linked to them."""
        met = set(self.visits)
        return len({r for v in met for r in self.links[v]} - met)


@pytest.fixture(scope="module")
def walks():
    """What the first check saw; the others judge it."""
    return []


@check(points=2)
def test_visits(submission, seed, rng, support, walks):
    """It stays within its budget, follows links, and visits nobody twice"""
    vectors, _ = support.some_words(seed, rng, N)
    links = support.small_world(rng, vectors)
    for _ in range(QUERIES):
        query = support.near(rng, vectors, 0.6)
        world = World(links, ((vectors - query) ** 2).sum(axis=1))
        start = int(rng.integers(N))
        found, call, visits = world.ask(submission, start, BUDGET, K)
        walks.append((world, start, found, call))
        again = len(visits) - len(set(visits))
        if again:
            misconception("asks-again", evidence=f"{len(visits)} calls of distance() for {len(set(visits))} different rows", called=call,
                          returned=f"{again} rows visited again", expected="each row at most once",
                          why="A graph has many ways to the same row, and a sort at the end also asks for distances. How does the walk know what it has been told?")
        require(len(visits) <= BUDGET, called=call, returned=f"{len(visits)} visits", expected=f"at most {BUDGET}", why="The budget is the budget.")
        require(start in visits, called=call, returned="the start was not visited", expected=f"row {start} among the visits", why="It may be the nearest of all.")
        met = {start}
        for row in visits:
            if row not in met and not any(row in links[v] for v in met):
                fail(called=call, returned=f"row {row} was visited, and nothing visited before is linked to it",
                     expected="the start, and rows that a visited row is linked to", why="Without links you would be guessing.")
            met.add(row)


@check(points=1, after="test_visits")
def test_nearest_of_the_visited(walks):
    """The answer is the nearest of the rows visited, nearest first"""
    for world, _, found, call in walks:
        right = sorted(set(world.visits), key=lambda r: world.gaps[r])[:K]
        same(found, right, called=call, why="What was visited is known exactly; the best of it is the answer.")


@check(points=3, after="test_nearest_of_the_visited")
def test_better_than_chance(walks, seed):
    """At equal visits it finds at least half of the true neighbors, where chance finds a quarter"""
    chance = np.random.default_rng(seed)
    shares, by_chance, used, ends, as_if, down = [], [], [], [], [], []
    for world, start, found, _ in walks:
        true = set(np.argsort(world.gaps)[:K].tolist())
        shares.append(len(true & set(found)) / K)
        by_chance.append(len(true & set(chance.choice(N, BUDGET, replace=False).tolist())) / K)
        used.append(len(world.visits))
        ends.append(world.open_ends())
        down.append(set(world.visits) == world.downhill(start, BUDGET))
        as_if.append(set(world.visits) == set(world.in_turn(start, len(world.visits))))
    share, call = float(np.mean(shares)), f"walk(…, budget={BUDGET}, k={K}) for {QUERIES} queries"
    shown, expected = f"{share:.2f} of the true neighbors (chance: {np.mean(by_chance):.2f})", "at least 0.50"
    if share < 0.5:
        if np.mean(as_if) > 0.8:
            misconception("by-steps-not-by-distance", evidence="the rows visited are those with the fewest steps from the start", called=call,
                          returned=shown, expected=expected,
                          why="Links were followed in the order in which they were met. Which of the places met so far promises most?")
        if np.mean(down) > 0.8:
            misconception("stops-at-the-first-dead-end", evidence=f"on average {np.mean(used):.0f} of {BUDGET} visits were used, while {np.mean(ends):.0f} links led on",
                          called=call, returned=shown, expected=expected,
                          why="No neighbor of this place is nearer. Is that true of the second-best place that you have seen?")
        fail(called=call, returned=f"{shown}, with {np.mean(used):.0f} of {BUDGET} visits on average", expected=expected, why="Go on from the nearest place that you have not left yet.")


@check(points=1, after="test_visits")
def test_ends(submission):
    """One visit; a path to its end; an island"""
    gaps = np.array([9.0, 8.0, 7.5, 3.0, 2.0, 1.0, 0.5])
    path = World([[1], [0, 2], [1, 3], [2, 4], [3], [6], [5]], gaps)
    found, call, _ = path.ask(submission, 0, 1, 3)
    same(found, [0], called=call, why="With one visit, the start is all there is.")
    found, call, _ = path.ask(submission, 0, 50, 3)
    same(found, [4, 3, 2], called=f"{call} on a path of five rows, and two rows that nothing leads to",
         why="The walk ends when nothing is left to visit; an island cannot be reached.")

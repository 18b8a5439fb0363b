"""Checks of ch04/ex03."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, same


class Notes:
    """What every tenant should have, and the submission's collection that should agree."""

    def __init__(self, submission, client, name, support, seed, rng):
        self.submission, self.client, self.name, self.rng = submission, client, name, rng
        self.vectors, self.words = support.pool(seed)
        self.own = {}
        submission.create(client, name)

    def note(self, number):
        """A note about a word that no other note is about."""
        at = int(self.rng.integers(len(self.words)))
        return {"number": number, "text": f"{self.words[at]} {int(self.rng.integers(10**6))}"[:60], "vector": self.vectors[at].tolist()}

    def add(self, tenant, numbers):
        notes = [self.note(n) for n in numbers]
        self.submission.add(self.client, self.name, tenant, notes)
        self.own.setdefault(tenant, {}).update({n["number"]: n for n in notes})

    def expected(self, tenant, query, k):
        notes = list(self.own[tenant].values())
        scores = np.array([n["vector"] for n in notes]) @ np.array(query) if notes else []
        return [(notes[i]["number"], notes[i]["text"]) for i in np.argsort(-np.asarray(scores), kind="stable")[:k]]

    def found(self, tenant, query, k):
        return [(int(n), t) for n, t in self.submission.find(self.client, self.name, tenant, query, k)]

    def query(self):
        noise = 0.4 * self.rng.normal(size=self.vectors.shape[1]) / np.sqrt(self.vectors.shape[1])
        return (self.vectors[int(self.rng.integers(len(self.words)))] + noise).tolist()

    def compare(self, tenant, k, why):
        """Compare what a tenant finds with what it should; returns the call and both."""
        query = self.query()
        found, expected = self.found(tenant, query, k), self.expected(tenant, query, k)
        call = f'find(client, name, "{tenant}", vector, {k})'
        theirs = {(n["number"], n["text"]): who for who, notes in self.own.items() if who != tenant for n in notes.values()}
        for pair in found:
            if pair in theirs and pair not in expected:
                fail(called=call, returned=pair, expected="the tenant's own notes only", why=f"This is a note of the tenant {theirs[pair]!r}.")
        if sorted(found) == sorted(expected):
            # Two notes about one word are equally near.
            same(found if len({tuple(n["vector"]) for n in self.own[tenant].values()}) == len(self.own[tenant]) else expected, expected, called=call, why="Nearest first.")
        else:
            same(found, expected, called=call, why=why)


@pytest.fixture
def notes(submission, client, fresh, support, seed, rng):
    return Notes(submission, client, fresh("notes"), support, seed, rng)


@check(points=2)
def test_one_tenant(notes):
    """A tenant finds its own notes"""
    notes.add("Brook Street 7", range(1, 31))
    for k in (1, 5, 50):
        notes.compare("Brook Street 7", k, "These are all of the notes that there are.")
    notes.add("Brook Street 7", [3, 4, 31])
    same(len(notes.found("Brook Street 7", notes.query(), 100)), 31, called='the number of notes after adding 3 and 4 anew, and 31', why="The same number again replaces a note.")
    notes.compare("Brook Street 7", 5, "The notes 3 and 4 were replaced.")
    same(notes.found("Brook Street 8", notes.query(), 3), [], called='find(client, name, "Brook Street 8", vector, 3)', why="A tenant without notes has none: no notes, and no error.")


@check(points=2, after="test_one_tenant")
def test_same_numbers(notes):
    """Two tenants may both have a note 1"""
    notes.add("ada", range(1, 11))
    notes.add("grace", range(1, 8))
    found = notes.found("ada", notes.query(), 50)
    if sorted(n for n, _ in found) == [8, 9, 10]:
        misconception("number-is-the-key", evidence="after grace stored her notes 1 to 7, of ada's ten notes only 8, 9 and 10 were left",
                      called='find(client, name, "ada", vector, 50)', returned=f"{len(found)} notes", expected="10 notes",
                      why="A key has to be unique in the whole collection, not for each tenant. What belongs into it, besides the number?")
    for tenant in ("ada", "grace"):
        notes.compare(tenant, 20, "Every tenant numbers its notes by itself.")


@check(points=2, after="test_same_numbers")
def test_names_that_look_alike(notes):
    """Tenants with similar names stay apart"""
    alike = ["north 2", "north-2", "north_2", "North 2", "north/2", "north.2"]
    for tenant in alike:
        notes.add(tenant, [1, 2, 3])
    for tenant in alike:
        found = notes.found(tenant, notes.query(), 50)
        foreign = [who for who in alike if who != tenant for n in notes.own[who].values() if (n["number"], n["text"]) in found]
        if foreign and sorted(notes.found(foreign[0], notes.query(), 50)) != sorted(found):
            fail(called=f'find(client, name, "{tenant}", vector, 50)', returned=f"a note of {foreign[0]!r}", expected=f"the 3 notes of {tenant!r}",
                 why=f"And {foreign[0]!r} does not find those of {tenant!r}: is the name compared as it is, or as a pattern or a beginning?")
        if foreign:
            misconception("names-made-alike", evidence=f"{tenant!r} found notes of {foreign[0]!r}: both names were made into one", called=f'find(client, name, "{tenant}", vector, 50)',
                          returned=found, expected=f"the 3 notes of {tenant!r}", why="A partition's name may hold letters, digits and underscores only, and a tenant's may hold more. What needs no name made from it?")
    pairs = [("flat 1", 12), ("flat 11", 2), ("flat", 111), ("flat 1/1", 2), ("1", 11), ("11", 1)]
    for tenant, number in pairs:
        notes.add(tenant, [number])
    for tenant, number in pairs:
        found = notes.found(tenant, notes.query(), 50)
        if not found:
            other = next((f"note {n} of {t!r}" for t, n in pairs if (t, n) != (tenant, number) and f"{t}{n}" == f"{tenant}{number}" or f"{n}{t}" == f"{number}{tenant}" and t != tenant), "another tenant's note")
            misconception("glued-keys", evidence=f"note {number} of {tenant!r} was replaced by {other}", called=f'find(client, name, "{tenant}", vector, 50)',
                          returned=found, expected=f"note {number}", why="Two parts glued together can read the same for different parts. What has to stand between them?")
        notes.compare(tenant, 10, "One note each.")


@check(points=2, after="test_same_numbers")
def test_enough_of_them(notes):
    """A small tenant among large ones finds all it has"""
    for i in range(12):
        notes.add(f"large {i}", range(1, 41))
    notes.add("small", range(1, 6))
    query = notes.query()
    found = notes.found("small", query, 5)
    if len(found) < 5 and set(found) <= {(n["number"], n["text"]) for n in notes.own["small"].values()}:
        misconception("filters-after-search", evidence=f"of 5 notes of a tenant with 5 notes {len(found)} came back: the others were not among the nearest of all tenants",
                      called='find(client, name, "small", vector, 5)', returned=f"{len(found)} notes", expected="5 notes",
                      why="When do you throw away what belongs to others: before the nearest are chosen, or after?")
    for tenant in ("small", "large 3"):
        notes.compare(tenant, 5, "The nearest among the tenant's own.")


@check(points=2, after="test_same_numbers")
def test_removes_only_ones_own(notes):
    """Removing touches nobody else"""
    for tenant in ("ada", "grace", "Ada"):
        notes.add(tenant, range(1, 6))
    notes.submission.remove(notes.client, notes.name, "ada", 2)
    del notes.own["ada"][2]
    notes.submission.remove(notes.client, notes.name, "grace", 77)
    notes.submission.remove(notes.client, notes.name, "nobody at all", 1)
    for tenant in ("ada", "grace", "Ada"):
        notes.compare(tenant, 20, "Only note 2 of ada was removed.")
    notes.add("ada", [2])
    notes.compare("ada", 20, "Note 2 was written anew.")

"""Checks of ch04/ex03."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require, same


class Notes:
    """What every tenant should have, and the submission's collection that should agree."""

    def __init__(self, submission, client, name, support, seed, rng):
        self.submission, self.client, self.name, self.rng = submission, client, name, rng
        self.vectors, self.words = support.pool(seed)
        self.words_left = iter(rng.permutation(len(self.words)).tolist())
        self.own = {}
        submission.create(client, name)

    def note(self, number):
        """A note about a word that no other note is about; vectors have different lengths."""
        at = next(self.words_left)
        return {"number": number, "text": f"{self.words[at]} {int(self.rng.integers(10**6))}"[:60], "vector": (float(self.rng.uniform(0.3, 3)) * self.vectors[at]).tolist()}

    def add(self, tenant, numbers):
        self.give(tenant, [self.note(n) for n in numbers])

    def give(self, tenant, notes):
        self.submission.add(self.client, self.name, tenant, notes)
        self.own.setdefault(tenant, {}).update({n["number"]: n for n in notes})

    def expected(self, tenant, query, k):
        notes = list(self.own[tenant].values())
        return [(notes[i]["number"], notes[i]["text"]) for i in np.argsort(-self.cosines(notes, query), kind="stable")[:k]]

    def cosines(self, notes, query):
        table = np.array([n["vector"] for n in notes]).reshape(-1, self.vectors.shape[1])
        return table @ np.array(query) / np.linalg.norm(table, axis=1)

    def found(self, tenant, query, k):
        """What find() returns, as pairs; anything else fails here."""
        value = self.submission.find(self.client, self.name, tenant, query, k)
        plain = isinstance(value, (list, tuple)) and all(isinstance(p, (list, tuple)) and len(p) == 2 and isinstance(p[0], (int, np.integer)) and isinstance(p[1], str) for p in value)
        require(plain, called=f'find(client, name, "{tenant}", vector, {k})', returned=repr(value), expected="pairs (number, text)")
        return [(int(n), t) for n, t in value]

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
        same(found, expected, called=call, why="Nearest first." if sorted(found) == sorted(expected) else why)


@pytest.fixture
def notes(submission, client, fresh, support, seed, rng):
    return Notes(submission, client, fresh("notes"), support, seed, rng)


@check(points=2)
def test_one_tenant(notes, milvus):
    """A tenant finds its own notes"""
    notes.add("Brook Street 7", range(1, 30))
    notes.give("Brook Street 7", [notes.note(30) | {"text": "t" * 200}])
    for k in (1, 5, 50):
        notes.compare("Brook Street 7", k, "These are all of the notes that there are.")
    milvus.forget()
    notes.add("Brook Street 7", [3, 4, 31])
    heard = {c.method for c in milvus.calls()}
    same(len(notes.found("Brook Street 7", notes.query(), 100)), 31, called='the number of notes after adding 3 and 4 anew, and 31', why="The same number again replaces a note.")
    notes.compare("Brook Street 7", 5, "The notes 3 and 4 were replaced.")
    require("Insert" not in heard or bool(heard & {"Delete", "Upsert"}), called="add() of two numbers that are there", returned="an Insert, and neither a Delete nor an Upsert", expected="the older notes to go",
            why="Milvus Lite replaces a row that has the same key; a server keeps both.")
    same(notes.found("Brook Street 8", notes.query(), 3), [], called='find(client, name, "Brook Street 8", vector, 3)', why="A tenant without notes has none: no notes, and no error.")


@check(points=1, after="test_one_tenant")
def test_a_number_twice_in_one_list(notes, milvus):
    """Of a number that comes twice in one list the later note counts"""
    given = [notes.note(n) for n in (5, 6, 5, 7, 6, 5)]
    milvus.forget()
    notes.give("The Mill", given)
    together = max((c.rows for c in milvus.calls() if c.method in ("Insert", "Upsert")), default=0)
    notes.compare("The Mill", 10, "The list has the numbers 5, 6, 5, 7, 6, 5; the last note of each counts.")
    require(together <= 3, called="add() of six notes with the numbers 5, 6, 5, 7, 6, 5", returned=f"{together} rows in one call to Milvus", expected="at most 3, one for each number",
            why="Milvus Lite keeps the last row of a key that comes twice in one call; a server keeps them all. Who sorts out the notes of one list?")


@check(points=2, after="test_one_tenant")
def test_same_numbers(notes):
    """Two tenants may both have a note 1"""
    notes.add("ada", range(1, 11))
    notes.add("grace", range(1, 8))
    found = notes.found("ada", notes.query(), 50)
    if sorted(n for n, _ in found) == [8, 9, 10] and len(notes.found("grace", notes.query(), 50)) == 7:
        misconception("number-is-the-key", evidence="after grace stored her notes 1 to 7, of ada's ten notes only 8, 9 and 10 were left",
                      called='find(client, name, "ada", vector, 50)', returned=f"{len(found)} notes", expected="10 notes",
                      why="A key has to be unique in the whole collection, not for each tenant. What belongs in it, besides the number?")
    for tenant in ("ada", "grace"):
        notes.compare(tenant, 20, "Every tenant numbers its notes by itself.")


@check(points=2, after="test_same_numbers")
def test_names_that_look_alike(notes):
    """Tenants with similar names stay apart"""
    alike = ["north 2", "north-2", "north_2", "North 2", "north/2", "north.2", "north 2 ", " north 2", "2 north"]
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
    # Glued together, with the same letters, of one CRC-32, a thousand and one more apart, and as long as a name may be.
    pairs = [("flat 1", 12), ("flat 11", 2), ("flat", 111), ("flat 1/1", 2), ("1", 11), ("11", 1), ("ab", 7), ("ba", 7), ("plumless", 3), ("buckeroo", 3),
             ("ad", 2001), ("ae", 1001), ("bd", 1_000_002), ("be", 2), ("T" * 40, 1), ("T" * 39 + "t", 1)]  # fmt: skip
    for tenant, number in pairs:
        notes.add(tenant, [number])
    for tenant, number in pairs:
        found = notes.found(tenant, notes.query(), 50)
        other = next(((t, n) for t, n in pairs if t != tenant and (f"{t}{n}" == f"{tenant}{number}" or f"{n}{t}" == f"{number}{tenant}")), None)
        if not found and other and [n for n, _ in notes.found(other[0], notes.query(), 50)] == [other[1]]:
            misconception("glued-keys", evidence=f"note {number} of {tenant!r} was replaced by note {other[1]} of {other[0]!r}", called=f'find(client, name, "{tenant}", vector, 50)',
                          returned=found, expected=f"note {number}", why="Two parts glued together can read the same for different parts. What has to stand between them?")
        notes.compare(tenant, 50, "One note each, and each tenant's own.")


@check(points=2, after="test_same_numbers")
def test_enough_of_them(notes, milvus):
    """A small tenant among large ones finds all it has"""
    for i in range(3):
        notes.add(f"large {i}", range(1, 301))
    query = notes.query()
    others = sum(map(len, notes.own.values()))
    last = notes.note(1) | {"vector": (-np.array(query)).tolist()}  # nothing is farther away
    notes.give("small", [last])
    milvus.forget()
    found = notes.found("small", query, 1)
    wide = [c for c in milvus.calls("Search") if int(c.params.get("topk", 0)) >= 300 and not c.request.dsl and not c.request.partition_names]
    call = 'find(client, name, "small", vector, 1)'
    if not found and notes.found("small", last["vector"], 1) == [(1, last["text"])]:
        misconception("filters-after-search", evidence=f"the tenant's only note is the farthest of {others + 1} from the vector: none came back, and near the note itself it did",
                      called=call, returned=found, expected="the note", why="When do you throw away what belongs to others: before the nearest are chosen, or after?")
    if found and wide:
        misconception("filters-after-search", evidence=f"Milvus heard a Search without a filter for the {wide[0].params['topk']} nearest notes of all tenants", called=call, returned="the note, this time", expected="a search among the tenant's own",
                      why="There may be more notes of others than any number that you ask for. When do you throw them away: before the nearest are chosen, or after?")
    notes.compare("small", 1, "It is the only note of the tenant.")
    notes.compare("large 2", 5, "The nearest among the tenant's own.")


@check(points=2, after="test_same_numbers")
def test_removes_only_ones_own(notes):
    """Removing touches nobody else"""
    for tenant in ("ada", "grace", "Ada"):
        notes.add(tenant, range(1, 6))
    notes.submission.remove(notes.client, notes.name, "ada", 2)
    del notes.own["ada"][2]
    notes.submission.remove(notes.client, notes.name, "grace", 77)
    notes.submission.remove(notes.client, notes.name, "nobody at all", 1)
    notes.submission.remove(notes.client, notes.name, "Ada", 3)
    del notes.own["Ada"][3]
    for tenant in ("ada", "grace", "Ada"):
        notes.compare(tenant, 20, "Only note 2 of ada and note 3 of Ada were removed.")
    notes.add("ada", [2])
    notes.compare("ada", 20, "Note 2 was written anew.")
    tomorrow = notes.submission.spawn()
    tomorrow.remove(notes.client, notes.name, "grace", 4)
    del notes.own["grace"][4]
    again = notes.note(5)
    tomorrow.add(notes.client, notes.name, "grace", [again])
    notes.own["grace"][5] = again
    notes.compare("grace", 20, "Another process removed note 4 and replaced note 5.")

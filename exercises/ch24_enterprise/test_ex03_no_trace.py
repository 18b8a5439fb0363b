"""Checks of ch24/ex03: each collection is read whole before and after, and compared row by row."""

import pytest

from grader.checks import check, fail, keys_in, misconception, no_second_row, require, same

FIELDS = [("owner", "VARCHAR", {"max_length": 200}), ("readers", "ARRAY", {"element_type": "VARCHAR", "max_capacity": 20, "max_length": 200}), ("title", "VARCHAR", {"max_length": 300})]
PEOPLE = ["ada", "Ada", "ada2", "ada ", "an ada", 'a"da', "a\\da", "o'ada", "%ada%", "阿達", "ben", "cem", 'ada" or owner != "', "a_a"]


@pytest.fixture
def shelf(client, support, fresh):
    def make(rows, what="letters"):
        name = support.collection(client, fresh(what), FIELDS, dynamic=True)
        support.fill(client, name, rows)
        return name

    return make


def letters(rng, flat, ids, people=PEOPLE):
    """Rows that several people own and read, some with more in the dynamic field."""
    found = []
    for n, id in enumerate(ids):
        readers = [people[int(i)] for i in rng.choice(len(people), size=int(rng.integers(0, 5)))]
        row = {"id": id, "owner": people[int(rng.integers(len(people)))], "readers": readers, "title": f"for ada, {n}", "vector": flat[int(rng.integers(len(flat)))]}
        if n % 3 == 0:
            row["case"] = {"number": n, "of": ["ada", None]}
        found.append(row)
    return found


def wanted(rows, login):
    """What stays, by id; what is deleted; what is changed."""
    stays = {r["id"]: r | {"readers": [x for x in r["readers"] if x != login]} for r in rows if r["owner"] != login}
    return stays, [r["id"] for r in rows if r["owner"] == login], [r["id"] for r in rows if r["owner"] != login and login in r["readers"]]


def plain(row):
    return {k: list(v) if k in ("readers", "vector") else v for k, v in row.items() if k != "$meta"}


def look(client, support, name, before, login, called):
    """Compare a collection with what it has to hold; (ids that mention the login still, ids of others that are gone, ids that differ)."""
    stays, deleted, changed = wanted(before, login)
    found = support.everything(client, name)
    here = {r["id"]: plain(r) for r in found}
    left = [i for i, r in here.items() if r["owner"] == login or login in r["readers"]]
    gone = [i for i in stays if i not in here]
    require(len(found) == len(here), called=called, returned=f"{len(found) - len(here)} rows twice", expected="each row once")
    differ = [i for i in stays if i in here and here[i] != plain(stays[i])]
    return left, gone, differ, here, stays


def judge(client, support, name, before, login, called):
    left, gone, differ, here, stays = look(client, support, name, before, login, called)
    if left:
        fail(called=called, returned=f"{len(left)} rows that mention {login!r} still, among them {left[0]} with the owner {here[left[0]]['owner']!r} and the readers {here[left[0]]['readers']}", expected="none", why="A trace is enough to find a person.")
    require(not gone, called=called, returned=f"{len(gone)} rows of other people are gone, among them one of {stays[gone[0]]['owner'] if gone else ''!r}", expected="every row that someone else owns", why="No other person asked to be erased.")
    if differ:
        now, then = here[differ[0]], plain(stays[differ[0]])
        key = next(k for k in {**now, **then} if now.get(k, "nothing") != then.get(k, "nothing"))
        fail(called=f"`{key}` of the row {differ[0]} after {called}", returned=now.get(key, "nothing"), expected=then.get(key, "nothing"), why=f"{len(differ)} rows that stay are different. Everything but this one reader is as it was.")
    more = here.keys() - stays.keys()
    require(not more, called=called, returned=f"{len(more)} rows that were not there", expected="no others")


@check(points=2)
def test_traces(submission, client, milvus, shelf, support, rng, seed):
    """Every row that mentions a login is found, and no other, and nothing is written"""
    flat = support.pool(seed)
    one, two = letters(rng, flat, support.ids(rng, 260)), letters(rng, flat, support.ids(rng, 40))
    first, second = shelf(one), shelf(two, "notes")
    milvus.forget()
    for login in [*PEOPLE, "no one"]:
        expected = {name: sorted(r["id"] for r in rows if r["owner"] == login or login in r["readers"]) for name, rows in ((first, one), (second, two))}
        same(submission.traces(client, login, [first, second]), expected, called=f"traces(client, {login!r}, [“letters”, “notes”])", why="Equal, letter by letter, as owner or as reader.")
    same(submission.traces(client, "ada", [second]), {second: expected_of(two, "ada")}, called="traces() of one of the two collections")
    same(submission.traces(client, "ada", []), {}, called="traces() of no collection")
    require(not [c for c in milvus.calls() if c.method in ("Insert", "Upsert", "Delete")], called="traces()", returned="writes", expected="a function that only reads")


def expected_of(rows, login):
    return sorted(r["id"] for r in rows if r["owner"] == login or login in r["readers"])


@check(points=3)
def test_readers(submission, client, milvus, shelf, support, rng, seed):
    """What the person owns goes; what others own stays, without the login and otherwise as it was"""
    flat = support.pool(seed)
    for login in [PEOPLE[0], *[PEOPLE[int(i)] for i in 1 + rng.permutation(len(PEOPLE) - 1)][:4], 'ada" or owner != "']:
        rows = letters(rng, flat, support.ids(rng, 150))
        rows += [{"id": 4_000_000 + n, "owner": "ben", "readers": [login, "cem", login, "Ada", login][: 1 + n % 5], "title": login, "vector": flat[n]} for n in range(10)]
        name, beside = shelf(rows), shelf(rows, "others")
        milvus.forget()
        called = f"erase(client, {login!r}, [“letters”])"
        receipts = submission.erase(client, login, [name])
        _, deleted, changed = wanted(rows, login)
        left, gone, differ, here, _ = look(client, support, name, rows, login, called)
        if set(left) == set(changed) and changed and not gone and not differ[len(left):] and len(here) == len(rows) - len(deleted):
            misconception("the-owner-is-all", evidence=f"all {len(deleted)} rows that the person owned are gone, and all {len(changed)} that name them as a reader are as they were", called=called, returned=f"{len(left)} rows that mention the login", expected="none", why="Where else does a name stand?")
        if set(gone) == set(changed) and gone and not left and not differ:
            misconception("rows-go-that-name-them", evidence=f"all {len(gone)} rows of other people that named this reader are gone", called=called, returned=f"{len(gone)} rows of others are missing", expected="these rows, without the login", why="Whose data is the row of someone else?")
        judge(client, support, name, rows, login, called)
        same(receipts, {name: {"deleted": len(deleted), "changed": len(changed)}}, called=f"the receipt of {called}", why="A receipt says what was done.")
        judge_untouched(client, support, beside, rows, called)
        no_second_row(milvus, called, {name: [r["id"] for r in rows]})
        for call in milvus.calls():
            keys = keys_in(call) if call.method in ("Insert", "Upsert") else []
            require(not set(keys) - set(changed), called=called, returned=f"{call.method} of rows that do not mention the login", expected="rows that have to change")
        same(submission.erase(client, login, [name]), {name: {"deleted": 0, "changed": 0}}, called=f"the receipt of {called} once more")
        late = [{"id": 5_000_000 + n, "owner": [login, "ben2"][n % 2], "readers": [login], "title": "later", "vector": flat[n]} for n in range(5)]
        support.fill(client, name, late)
        same(submission.erase(client, login, [name]), {name: {"deleted": 3, "changed": 2}}, called=f"the receipt of {called} after five more rows had come", why="A receipt says what was found at that time.")
        judge(client, support, name, [*rows, *late], login, f"{called} after five more rows had come")


def judge_untouched(client, support, name, rows, called):
    same(len(support.everything(client, name, ("id",))), len(rows), called=f"the number of rows of a collection that {called} does not name")


@check(points=2, after="test_readers")
def test_many(submission, client, shelf, support, rng, seed):
    """Thousands of rows are no page"""
    flat = support.pool(seed)
    for own, read in ((1300, 700), (300, 1150)):
        ids = support.ids(rng, own + read + 50)
        rows = [{"id": i, "owner": "ada" if n < own else "ben", "readers": ["cem"] if n < own else ["ada", "dora"] if n < own + read else ["dora"], "title": f"t {n}", "vector": flat[n % len(flat)]} for n, i in enumerate(ids)]
        name = shelf(rows)
        called = f"erase() of a person who owns {own:,} rows and reads {read:,}"
        before = submission.traces(client, "ada", [name])
        receipts = submission.erase(client, "ada", [name])
        left = expected_of(support.everything(client, name, ("id", "owner", "readers")), "ada")
        rest = own + read - len(left)
        if left and isinstance(before, dict) and len(before.get(name, ())) == rest and rest in (1000, 100, 500):
            misconception("a-page-is-everything", evidence=f"exactly {rest:,} rows were found and done", called=called, returned=f"{len(left):,} rows that mention the login still", expected="none", why="What does a query do with rows beyond its limit?")
        judge(client, support, name, rows, "ada", called)
        same(before, {name: sorted(ids[: own + read])}, called=f"traces() before {called}")
        same(receipts, {name: {"deleted": own, "changed": read}}, called=f"the receipt of {called}")


@check(points=2, after="test_readers")
def test_several_and_aliases(submission, client, shelf, support, fresh, rng, seed):
    """Several collections, and an alias of one of them"""
    flat = support.pool(seed)
    sets = [letters(rng, flat, support.ids(rng, n), ["ada", "ben", "ada2"]) for n in (90, 120, 60)]
    names = [shelf(rows, what) for rows, what in zip(sets, ("letters", "notes", "drafts"), strict=True)]
    alias, only = fresh("newest"), fresh("old")
    client.create_alias(collection_name=names[0], alias=alias)
    client.create_alias(collection_name=names[2], alias=only)
    asked = [names[0], alias, names[1], only]
    receipts = submission.erase(client, "ada", asked)
    expected = {}
    for name, rows in ((names[0], sets[0]), (names[1], sets[1]), (only, sets[2])):
        _, deleted, changed = wanted(rows, "ada")
        expected[name] = {"deleted": len(deleted), "changed": len(changed)}
    expected[alias] = {"deleted": 0, "changed": 0}
    for name, rows in zip(names, sets, strict=True):
        judge(client, support, name, rows, "ada", "erase() in a collection, its alias, a second collection, and an alias of a third")
    same(receipts, expected, called="the receipts of erase() in a collection, its alias, a second collection, and an alias of a third")
    same(submission.traces(client, "ada", asked), {name: [] for name in asked}, called="traces() afterwards")
    same(submission.erase(client, "ada", []), {}, called="erase() in no collection")

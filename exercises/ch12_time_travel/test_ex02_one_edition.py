"""Checks of ch12/ex02. A reader asks the alias all the while; replies are held back so that what lies between two calls can be seen."""

import threading
import time

from grader.checks import check, fail, misconception, no_second_row, require, same


def rows_of(rng, seed, support, edition, n):
    """Rows with vectors of length 3: of length 1, the inner product would be the cosine."""
    flat = 3 * support.pool(seed)
    ids = [int(i) for i in rng.choice(1_000_000, size=n, replace=False)]
    return [{"id": i, "edition": edition, "vector": flat[k % len(flat)].tolist()} for k, i in enumerate(ids)]


class Reader:
    """Asks the alias again and again; remembers what it saw: {edition: rows}, or an error."""

    def __init__(self, client, alias):
        self.client, self.alias, self.seen, self.ended = client, alias, [], threading.Event()
        self.thread = threading.Thread(target=self.read, daemon=True)

    def read(self):
        while not self.ended.is_set():
            self.seen.append(look(self.client, self.alias))
            time.sleep(0.01)

    def __enter__(self):
        self.thread.start()
        self.wait(1)
        return self

    def __exit__(self, *_):
        self.wait(len(self.seen) + 2)  # one of them began after the end
        self.ended.set()
        self.thread.join(20)

    def wait(self, reads):
        end = time.monotonic() + 20
        while len(self.seen) < reads and time.monotonic() < end:
            time.sleep(0.02)


def look(client, alias):
    """{edition: how many rows} that a reader of the alias finds now, or the error's text."""
    try:
        found = client.query(alias, filter="id >= 0", output_fields=["edition"], limit=5000, consistency_level="Strong")
    except Exception as error:  # noqa: BLE001  what a reader gets is what is looked at
        return str(getattr(error, "message", error)).splitlines()[0][:100]
    editions = {}
    for row in found:
        editions[row["edition"]] = editions.get(row["edition"], 0) + 1
    return editions


def collections(client, alias):
    return sorted(n for n in client.list_collections() if n.startswith(alias + "_"))


@check(points=1)
def test_first_and_second(submission, client, milvus, support, fresh, rng, seed):
    """An edition is whole, and stands under the alias"""
    alias = fresh("tea")
    for edition, n in ((3, 2300), (4, 40)):
        rows = rows_of(rng, seed, support, edition, n)
        milvus.forget()
        name = submission.publish(client, alias, rows)
        call = f"publish() of edition {edition} with {n:,} rows"
        require(isinstance(name, str) and name.startswith(f"{alias}_") and client.has_collection(name), called=call, returned=name, expected=f"the name of a collection that begins with {alias}_")
        same(look(client, alias), {edition: n}, called=f"the rows that a reader of the alias finds after {call}, by edition", why="All rows, and no others.")
        found = client.search(alias, data=[rows[-1]["vector"]], limit=3, consistency_level="Strong")[0]
        require(abs(found[0]["distance"] - 1) < 1e-3, called=f"a search by the alias for a row's own vector after {call}", returned=f"a best distance of {found[0]['distance']:.4f}", expected="1, the cosine of a vector with itself", why="The edition is searched, not only counted, and its vectors are compared by COSINE.")
        types = {f["name"]: (f["type"].name, bool(f.get("is_primary"))) for f in client.describe_collection(name)["fields"]}
        same({f: types.get(f) for f in ("id", "edition")}, {"id": ("INT64", True), "edition": ("INT64", False)}, called=f"(type, primary key) of the fields after {call}", why="Two INT64, of which id is the primary key.")
        no_second_row(milvus, call)
        level = milvus.calls("CreateCollection")[-1].consistency
        same(level, "Strong", called=f"the level at which the collection of {call} reads", why="A reader that says nothing sees what was written last.")
        same(client.describe_alias(alias)["collection_name"], name, called=f"the collection that the alias leads to after {call}", why="The name that was returned is that of the edition in use.")


@check(points=3, after="test_first_and_second")
def test_readers_meanwhile(submission, client, milvus, support, fresh, rng, seed):
    """A reader finds one edition or the other, whole, at every moment"""
    alias = fresh("tea")
    submission.publish(client, alias, rows_of(rng, seed, support, 1, 700))
    for method, seconds, times in (("Insert", 0.25, 3), ("Upsert", 0.25, 3), ("Delete", 0.3, 2), ("CreateAlias", 0.4, 1), ("AlterAlias", 0.2, 1), ("DropCollection", 0.3, 2), ("CreateCollection", 0.2, 1)):
        milvus.delay(method, seconds, times=times)
    milvus.forget()
    reader = milvus.client(timeout=20)
    with Reader(reader, alias) as watched:
        submission.publish(client, alias, rows_of(rng, seed, support, 2, 1600))
    call = "publish() of edition 2 (1,600 rows) over edition 1 (700 rows), while a reader asks the alias all the time"
    wrong = [s for s in watched.seen if s not in ({1: 700}, {2: 1600})]
    methods = [c.method for c in milvus.calls()]
    if wrong:
        first = wrong[0]
        if isinstance(first, str) and "DropAlias" in methods:
            misconception("alias-is-dropped-first", evidence=f"{len(wrong)} of {len(watched.seen)} reads failed, and the alias was dropped on the way", called=call, returned=f"a reader got: {first}", expected="edition 1 or edition 2",
                          why="Between the two calls the alias leads nowhere. Which single call moves it?")
        if isinstance(first, dict) and 1 not in first and sum(first.values()) < 1600:
            misconception("alias-moves-too-early", evidence=f"a reader found edition 2 with {first.get(2, 0)} of 1,600 rows, then more", called=call, returned=f"{first.get(2, 0)} rows of edition 2", expected="700 of edition 1 or 1,600 of edition 2",
                          why="From the moment at which the alias moves, readers see what is there. When is everything there?")
        fail(called=call, returned=f"a reader found {first} (edition: rows)" if isinstance(first, dict) else f"a reader got: {first}", expected="700 rows of edition 1, or 1,600 of edition 2", why="There is no moment at which nobody reads.")
    require({1: 700} in watched.seen and {2: 1600} in watched.seen, called=call, returned="one edition only, before and after", expected="edition 1 before, edition 2 after")


@check(points=1, after="test_first_and_second")
def test_two_are_kept(submission, client, support, fresh, rng, seed):
    """The edition before is kept, older ones are gone, other catalogs are left alone"""
    alias = fresh("tea")
    green = f"{alias}_green"
    submission.publish(client, green, rows_of(rng, seed, support, 70, 30))
    submission.publish(client, green, rows_of(rng, seed, support, 71, 31))
    beside = collections(client, green)
    names = [submission.publish(client, alias, rows_of(rng, seed, support, edition, 20 + edition)) for edition in range(1, 13)]
    found = [n for n in collections(client, alias) if n not in beside]
    same(found, sorted(names[-2:]), called=f"the collections of {alias} after twelve editions", why="The last one and the one before.")
    same(look(client, alias), {12: 32}, called="the rows of the twelfth edition", why="The newest edition is the one in use, also after nine.")
    same(collections(client, green), beside, called=f"the collections of {green}, another catalog, after twelve editions of {alias}", why="A name that begins alike may be another catalog's.")
    same(look(client, green), {71: 31}, called=f"what a reader of {green} finds", why="It has an edition of its own.")


@check(points=2, after=("test_first_and_second", "test_two_are_kept"))
def test_rollback(submission, client, milvus, support, fresh, rng, seed):
    """A rollback leads to the edition before, at once, and only if there is one"""
    alias = fresh("tea")
    submission.publish(client, f"{alias}_green", rows_of(rng, seed, support, 70, 30))
    submission.publish(client, alias, rows_of(rng, seed, support, 1, 50))
    with submission.raises("LookupError"):
        submission.rollback(client, alias)
    same(look(client, alias), {1: 50}, called="the catalog after a rollback() that had nowhere to go", why="It changes nothing.")
    for edition in (2, 3):
        submission.publish(client, alias, rows_of(rng, seed, support, edition, 50 + edition))
    for method in ("CreateAlias", "DropCollection", "AlterAlias"):
        milvus.delay(method, 0.3, times=1)
    with Reader(milvus.client(timeout=20), alias) as watched:
        submission.rollback(client, alias)
    wrong = [s for s in watched.seen if s not in ({3: 53}, {2: 52})]
    require(not wrong, called="rollback() from edition 3 to 2, while a reader asks the alias", returned=f"a reader got {wrong[:1]}", expected="one edition or the other", why="A rollback is in a hurry, and its readers are the same.")
    same(look(client, alias), {2: 52}, called="the catalog after rollback() from edition 3", why="The edition before.")
    left = [n for n in collections(client, alias) if not n.startswith(f"{alias}_green")]
    same(len(left), 1, called=f"how many collections of {alias} there are after three editions and a rollback()", why="The edition that was left is dropped, and the first one has been since the third came.")
    with submission.raises("LookupError"):
        submission.rollback(client, alias)
    submission.publish(client, alias, rows_of(rng, seed, support, 9, 59))
    same(look(client, alias), {9: 59}, called="the catalog after a rollback and a further publish()", why="The next edition comes all the same.")
    submission.rollback(client, alias)
    same(look(client, alias), {2: 52}, called="the catalog after a rollback of that one", why="The edition before is again the one that was in use.")


@check(points=1, after=("test_first_and_second", "test_readers_meanwhile"))
def test_refused_in_the_middle(submission, client, milvus, support, fresh, rng, seed):
    """What Milvus refuses leaves the catalog as it was, and nothing behind"""
    alias = fresh("tea")
    submission.publish(client, alias, rows_of(rng, seed, support, 0, 50))
    submission.publish(client, alias, rows_of(rng, seed, support, 1, 60))
    before = collections(client, alias)
    for methods, what in ((("Insert", "Upsert"), "rows"), (("AlterAlias",), "move of the alias")):
        for method in methods:
            milvus.fail_next(method, code="PERMISSION_DENIED")
        refused = ""
        milvus.forget()
        try:
            submission.publish(client, alias, rows_of(rng, seed, support, 2, 70))
        except Exception as error:  # noqa: BLE001  any exception of the submission is right here
            refused = type(error).__name__
        call = f"publish() whose {what} Milvus refuses"
        require(any(c.status == "PERMISSION_DENIED" for c in milvus.calls()), called=call, returned=f"no call of {' or '.join(methods)}", expected="one that Milvus could refuse")
        require(bool(refused), called=call, returned="no exception", expected="the exception that pymilvus raised", why="The job that calls it has to know that there is no edition of today.")
        same(look(client, alias), {1: 60}, called=f"the catalog after {call}", why="Yesterday's edition is better than none.")
        same(collections(client, alias), before, called=f"the collections after {call}", why="What was begun and not finished is gone, and the edition before is still there for a rollback.")
        milvus.straighten()  # an answer inserts or upserts, and what would have failed of the other must not fail the next round

"""Checks of ch01/ex05."""

import numpy as np

from grader.checks import SubmissionError, check, fail, misconception, same

CALL = "open_or_create(client, name, cards)"


def searched(client, name, query, k=1):
    return [hit["id"] for hit in client.search(name, data=[query], limit=k)[0]]


def same_count(rows, expected, called, why):
    """The number of rows, and an int: True and "120" are none."""
    if isinstance(rows, bool) or not isinstance(rows, (int, np.integer)) or rows != expected:
        fail(called=called, returned=repr(rows), expected=repr(expected), why=why)


@check(points=1)
def test_first_start(submission, client, milvus, fresh, rng, seed, support):
    """The first start makes the collection and fills it, even with one card"""
    for n in (120, 1):
        cards = support.cards(seed, rng, n)
        cards[0]["id"] = 0
        name = fresh("shelf")
        milvus.forget()
        rows = submission.open_or_create(client, name, cards)
        call = f"{CALL} with {n} card{'s' * (n > 1)}"
        if not client.has_collection(name):
            fail(called=call, returned=f"{rows!r}, without a collection of that name", expected="the collection to be there", why="At the first start there is none: make it.")
        same_count(rows, n, call, "The number of rows was asked for.")
        sent = sum(heard.rows for heard in milvus.calls("Insert") if heard.collection == name)
        if sent > n:
            fail(called=f"{call}: the rows that were inserted", returned=sent, expected=n,
                 why="A server keeps every row that is inserted, also two with one id, and counts both. Insert each card once.")
        at = cards[n // 2]
        same(searched(client, name, at["vector"]), [at["id"]], called=f"a search for cards[{n // 2}] afterwards", why="The caller searches right away.")
        longer = client.search(name, data=[[3 * x for x in at["vector"]]], limit=1)[0][0]["distance"]
        if abs(longer - 1) > 1e-3:
            fail(called=f"a search for three times the vector of cards[{n // 2}]", returned=f"{longer:.3f}", expected="1.000", why="The metric COSINE does not look at lengths.")


@check(points=2, after="test_first_start")
def test_others_rows_stay(submission, client, milvus, fresh, rng, seed, support):
    """A later start leaves all rows alone, and counts them"""
    cards = support.cards(seed, rng, 123)
    cards, extra = cards[:-3], cards[-3:]
    cards[0]["id"] = 0
    name = fresh("shelf")
    milvus.forget()
    submission.open_or_create(client, name, cards)
    always = [made.consistency for made in milvus.calls("CreateCollection")] == ["Strong"]  # a query that names no level is then Strong
    client.insert(name, extra)
    client.delete(name, ids=[cards[1]["id"]])
    milvus.forget()
    rows = submission.open_or_create(client, name, cards)
    call = f"{CALL}, at the second start"
    heard = milvus.calls()
    found = {row["id"] for row in client.query(name, filter="id >= 0", output_fields=["id"], consistency_level="Strong")}
    if not found & {card["id"] for card in extra}:
        misconception("drops-at-start", evidence=f"the row with id {extra[0]['id']}, added between two starts, is gone",
                      called=call, returned=f"{len(found)} rows, without it", expected="the row to be still there",
                      why="Quickstarts drop the collection so that they can be run again. What else does that drop?")
    if cards[1]["id"] in found:
        fail(called=call, returned="a deleted row is back", expected="it to stay deleted", why="Inserting the cards again undoes what others have done since.")
    same_count(rows, 122, call, "119 of your rows are left, and three that another client added.")
    asked = [c.consistency for c in heard if c.method == "Query" and c.answered]
    weak = [level for level in asked if level != "Strong" and not (always and level == "default")]
    if weak or not asked:
        level = "" if not asked else "no level of its own" if weak[-1] == "default" else f"the level {weak[-1]}"
        fail(called=call, returned=f"a count with {level}" if asked else "a count that no query made", expected='a query with consistency_level="Strong"',
             why="On a server anything less may miss what others have just written, and the statistics count deleted rows.")


@check(points=2, after="test_first_start")
def test_searchable_after_restart(submission, client, milvus, fresh, rng, seed, support):
    """After a restart of Milvus the collection can be searched"""
    cards = support.cards(seed, rng, 120)
    name = fresh("shelf")
    submission.open_or_create(client, name, cards)
    client.flush(name)
    milvus.restart()
    client = milvus.admin()
    again = submission.spawn()
    try:
        rows, error = again.open_or_create(client, name, cards), None
    except SubmissionError as raised:
        rows, error = None, raised
    state = str(client.get_load_state(name)["state"])
    if "NotLoad" in state and (error is None or "load" in error.message.lower()):
        misconception("loaded-for-ever", evidence=f"after the restart the collection is in the state {state}",
                      called=f"{CALL}, after a restart", returned=f"{error.type}: {error.message}" if error else "a collection that nothing can search", expected="a loaded one",
                      why="Milvus searches in memory. Who brings a collection there when the server has just started?")
    if error:
        raise error
    same_count(rows, 120, f"{CALL}, after a restart", "What was inserted is on disk.")
    query = np.array(cards[7]["vector"])
    same(searched(client, name, query.tolist()), [cards[7]["id"]], called="a search for cards[7] afterwards")

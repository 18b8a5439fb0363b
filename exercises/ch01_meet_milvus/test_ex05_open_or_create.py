"""Checks of ch01/ex05."""

import numpy as np

from grader.checks import check, fail, misconception, same

CALL = "open_or_create(client, name, cards)"


def searched(client, name, query, k=1):
    return [hit["id"] for hit in client.search(name, data=[query], limit=k)[0]]


@check(points=1)
def test_first_start(submission, client, fresh, rng, seed, support):
    """The first start makes the collection and fills it"""
    cards = support.cards(seed, rng, 120)
    name = fresh("shelf")
    same(submission.open_or_create(client, name, cards), len(cards), called=CALL, why="The number of rows was asked for.")
    same(searched(client, name, cards[5]["vector"]), [cards[5]["id"]], called="a search for cards[5] afterwards",
         why="The caller searches right away.")
    longer = client.search(name, data=[[3 * x for x in cards[5]["vector"]]], limit=1)[0][0]["distance"]
    if abs(longer - 1) > 1e-3:
        fail(called="a search for three times the vector of cards[5]", returned=f"{longer:.3f}", expected="1.000", why="The metric COSINE does not look at lengths.")


@check(points=2, after="test_first_start")
def test_others_rows_stay(submission, client, fresh, rng, seed, support):
    """A later start leaves everybody's rows alone"""
    cards = support.cards(seed, rng, 121)
    cards, extra = cards[:-1], cards[-1]
    name = fresh("shelf")
    submission.open_or_create(client, name, cards)
    client.insert(name, [extra])
    client.delete(name, ids=[cards[0]["id"]])
    rows = submission.open_or_create(client, name, cards)
    found = {row["id"] for row in client.query(name, filter="id >= 0", output_fields=["id"], consistency_level="Strong")}
    if extra["id"] not in found:
        misconception("drops-at-start", evidence=f"the row with id {extra['id']}, added between two starts, is gone",
                      called=f"{CALL}, at the second start", returned=f"{len(found)} rows, without it", expected="the row to be still there",
                      why="Quickstarts drop the collection so that they can be run again. What else does that drop?")
    if cards[0]["id"] in found:
        fail(called=f"{CALL}, at the second start", returned="a deleted row is back", expected="it to stay deleted",
             why="Inserting the cards again undoes what others have done since.")
    same(rows, 120, called=f"{CALL}, at the second start", why="119 of your rows are left, and one of somebody else's.")


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
    rows = again.open_or_create(client, name, cards)
    state = str(client.get_load_state(name)["state"])
    if "NotLoad" in state:
        misconception("loaded-for-ever", evidence=f"after the restart the collection is in the state {state}",
                      called=f"{CALL}, after a restart", returned="a collection that nothing can search", expected="a loaded one",
                      why="Milvus searches in memory. Who brings a collection there when the server has just started?")
    same(rows, len(cards), called=f"{CALL}, after a restart", why="What was inserted is on disk.")
    query = np.array(cards[7]["vector"])
    same(searched(client, name, query.tolist()), [cards[7]["id"]], called="a search for cards[7] afterwards")

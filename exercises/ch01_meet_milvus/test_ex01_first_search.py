"""Checks of ch01/ex01."""

from grader.checks import check, fail, misconception, same

CALL = "first_search(client, name, cards, query)"


@check(points=1)
def test_every_card_arrives(submission, client, fresh, rng, seed, support):
    """Every card is in the collection, even if there is only one"""
    for n in (200, 1):
        cards = support.cards(seed, rng, n)
        name = fresh("shelf")
        submission.first_search(client, name, cards, cards[0]["vector"])
        call = f"{CALL} with {n} card{'s' * (n > 1)}"
        if not client.has_collection(name):
            fail(called=call, returned="without a collection of that name", expected="the collection to be there", why="The first of the four steps makes it.")
        count = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
        same(count, n, called=f"{call}, then count(*)", why="What is not inserted is never found. Did every card go in, each with its own id?")
        ids = {row["id"] for row in client.query(name, filter="id >= 0", output_fields=["id"], consistency_level="Strong")}
        same(ids, {card["id"] for card in cards}, called=f"{call}, then the ids in the collection",
             why="An id is how a card is found again. It must be the card's own.")
        at = cards[n // 2]
        nearest = [hit["id"] for hit in client.search(name, data=[at["vector"]], limit=1)[0]]
        same(nearest, [at["id"]], called=f"{call}, then a search for the vector of cards[{n // 2}]", why="What is compared is the vector that was stored. Is it the card's own?")


@check(points=2, after="test_every_card_arrives")
def test_nearest_word(submission, client, fresh, rng, seed, support):
    """The word that comes back belongs to the nearest card"""
    cards = support.cards(seed, rng, 200)
    for _ in range(3):
        query = support.near(rng, cards)
        best, second = support.nearest(cards, query, 2)
        found = submission.first_search(client, fresh("shelf"), cards, query)
        if found == best["word"]:
            continue
        words = {card["word"] for card in cards}
        if found in words and found != second["word"]:
            at = best["id"] % len(cards)
            shown = f"{found!r} is the word at position {best['id']} % {len(cards)} = {at} of the list"
            if found == cards[at]["word"]:
                misconception("id-is-position", evidence=shown, called=CALL, returned=repr(found), expected=repr(best["word"]),
                              why=f"The nearest card has the id {best['id']}. Where in the list does that card stand?")
        if found is None or isinstance(found, dict | list):
            fail(called=CALL, returned=repr(found), expected=repr(best["word"]), why="The word alone was asked for.")
        if found == best["id"]:
            fail(called=CALL, returned=found, expected=repr(best["word"]), why="That is the card's id. The word was asked for.")
        fail(called=CALL, returned=repr(found), expected=repr(best["word"]),
             why="A search answers best hit first. Is the first hit the one that you return?")


@check(points=1, after="test_nearest_word")
def test_milvus_was_asked(submission, client, milvus, fresh, rng, seed, support):
    """Milvus did the search"""
    cards = support.cards(seed, rng, 50)
    milvus.forget()
    name = fresh("shelf")
    found = submission.first_search(client, name, cards, cards[7]["vector"])
    asked = [search for search in milvus.searches() if search.collection == name]
    if not asked:
        calls = ", ".join(sorted({call.method for call in milvus.calls()})) or "nothing"
        if found == cards[7]["word"]:
            misconception("numpy-instead-of-milvus", evidence=f"the right word came back, and Milvus heard {calls}, but no Search",
                          called=CALL, returned=f"{found!r}, without a search", expected="at least one search by Milvus",
                          why="Comparing every row here is fine for 200 cards. What happens with a billion?")
        fail(called=CALL, returned=repr(found), expected="at least one search by Milvus", why=f"Milvus heard {calls}, but no Search.")

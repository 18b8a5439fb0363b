"""Checks of ch01/ex03."""

from collections import Counter

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require, same

N = 400


def filled(client, name, cards, support):
    """A collection made by the grader, its cards, and the letter that most words begin with."""
    client.create_collection(name, dimension=support.DIM, metric_type="COSINE", consistency_level="Strong")
    client.insert(name, cards)
    return name, cards, Counter(card["word"][0] for card in cards).most_common(1)[0][0]


def listed(found, call):
    """A list of words, or a failed check that says what came back instead."""
    if not isinstance(found, (list, tuple)) or not all(isinstance(word, str) for word in found):
        fail(called=call, returned=repr(found), expected="a list of words (str)", why="The caller goes through a list.")
    return list(found)


def with_a_filter(call):
    """Whether a search said who may be found at all, in whichever of its parts."""
    return any(part.dsl for part in getattr(call.request, "requests", ()) or [call.request])


@pytest.fixture
def shelf(client, fresh, rng, seed, support):
    return filled(client, fresh("shelf"), support.cards(seed, rng, N), support)


@pytest.fixture
def large(client, fresh, rng, seed, support):
    """1,200 cards: over a thousand words begin with one letter, three with another; and a query that these three are farthest from."""
    cards = support.cards(seed, rng, 3 * N)
    used = {card["word"][0] for card in cards}
    letter, rare = [c for c in "abcdefghijklmnopqrstuvwxyz" if c in used][:2]
    query = support.near(rng, cards)
    order = support.nearest(cards, query, len(cards))
    for place, card in enumerate(order):
        card["word"] = (letter if place < 1050 else rare if place >= len(order) - 3 else "y") + card["word"]
    return *filled(client, fresh("shelf"), cards, support)[:2], letter, rare, query


@check(points=1)
def test_fact(submission, client, milvus, large):
    """Every word with the letter, not only some, as the collection is now"""
    name, cards, letter, rare, _ = large
    expected = sorted(card["word"] for card in cards if card["word"].startswith(letter))
    call = f'by_fact(client, name, "{letter}")'
    milvus.forget()
    found = listed(submission.by_fact(client, name, letter), call)
    searched, queried = len(milvus.searches()), len(milvus.calls("Query"))
    if found and len(found) < len(expected) and set(found) <= set(expected) and searched and not queried:
        misconception("search-for-a-fact", evidence=f"Milvus answered {searched} searches and heard no Query; {len(found)} of {len(expected)} words came back",
                      called=call, returned=f"{len(found)} words", expected=f"{len(expected)} words",
                      why="A search returns the nearest so-and-so many. Which call returns all rows that match, and needs no vector?")
    if sorted(found) == expected and found != expected:
        fail(called=call, returned=found[:6], expected=expected[:6], why="They are all there; they were asked for from a to z.")
    why = "A fact holds for every row or not: nothing may be missing."
    if found != expected:
        fail(called=call, returned=difference(found, expected, "word"), expected=f"the {len(expected)} words that begin with {letter!r}", why=why)
    require(queried > 0, called=call, returned=f"the right words; Milvus answered {searched} searches and heard no Query", expected="a Query", why="There is no vector in this question. Which call needs none?")
    call = f'by_fact(client, name, "{rare}")'
    same(listed(submission.by_fact(client, name, rare), call), sorted(card["word"] for card in cards if card["word"].startswith(rare)), called=call, why=why)
    client.insert(name, [{"id": 7, "vector": cards[0]["vector"], "word": f"{rare}aa"}, {"id": 8, "vector": cards[0]["vector"], "word": rare}])
    same(listed(submission.by_fact(client, name, rare), call), sorted([rare, f"{rare}aa", *(card["word"] for card in cards if card["word"].startswith(rare))]),
         called=f"{call}, after two cards were added, one of them with the word {rare!r}", why="The collection knows what is in it now, and a word may be one letter long.")


@check(points=1)
def test_meaning(submission, client, milvus, shelf, rng, support):
    """The nearest words, nearest first, as many as were asked for"""
    name, cards, _ = shelf
    for k in (5, 1, 25):
        query, call = support.near(rng, cards), f"by_meaning(client, name, vector, {k})"
        expected = [card["word"] for card in support.nearest(cards, query, k)]
        milvus.forget()
        same(listed(submission.by_meaning(client, name, query, k), call), expected, called=call, why="Milvus returns hits best first. Keep their order.")
        require(bool(milvus.searches()), called=call, returned="the right words, and Milvus heard no search", expected="a search",
                why="The rows were fetched and compared here: all of them, for a few. Which call ranks them where they are?")
    client.insert(name, [{"id": 7, "vector": query, "word": "newest"}])
    same(listed(submission.by_meaning(client, name, query, k), call), ["newest", *expected[:-1]], called=f"{call}, after a card with just this vector was added",
         why="The collection knows what is in it now.")


@check(points=2)
def test_both(submission, client, milvus, shelf, large, rng, support):
    """The nearest among those with the letter, as many as were asked for, however few words have it"""
    name, cards, letter = shelf
    own, k = [card for card in cards if card["word"].startswith(letter)], 5
    while True:  # a query with one to four of these words among its five nearest
        query = support.near(rng, cards)
        unfiltered = [card["word"] for card in support.nearest(cards, query, k)]
        after = [word for word in unfiltered if word.startswith(letter)]
        if 0 < len(after) < k:
            break
    expected = [card["word"] for card in support.nearest(own, query, k)]
    call = f'by_both(client, name, vector, "{letter}", {k})'
    milvus.forget()
    found = listed(submission.by_both(client, name, query, letter, k), call)
    if found == after:
        misconception("filters-after-search", evidence=f"the {k} nearest of all words hold {len(found)} with {letter!r}, and just those came back",
                      called=call, returned=found, expected=expected,
                      why="There are enough words with this letter. When is the filter applied: before the nearest are chosen, or after?")
    if found == unfiltered:
        fail(called=call, returned=found, expected=expected, why="These are the nearest of all. Search takes a filter.")
    why = "A filter narrows the rows first; the nearest of what is left come back."
    same(found, expected, called=call, why=why)
    require(any(map(with_a_filter, milvus.searches())), called=call, returned=f"the right words; Milvus heard {len(milvus.searches())} searches, none of them with a filter", expected="a search with a filter",
            why="More came back than was asked for, and was thrown away here. Which call looks only among the rows that match?")
    most, call = len(own) - 2, f'by_both(client, name, vector, "{letter}", {len(own) - 2})'
    same(listed(submission.by_both(client, name, query, letter, most), call), [card["word"] for card in support.nearest(own, query, most)], called=call, why=why)
    name, cards, _, rare, query = large
    own, call = [card for card in cards if card["word"].startswith(rare)], f'by_both(client, name, vector, "{rare}", 3)'
    same(listed(submission.by_both(client, name, query, rare, 3), call), [card["word"] for card in support.nearest(own, query, 3)],
         called=f"{call}, where the three words with {rare!r} are the farthest of {len(cards)}", why=why)


@check(points=1, after=("test_fact", "test_both"))
def test_nothing_there(submission, client, fresh, rng, seed, support):
    """No match is an empty list, not an error"""
    cards = [card for card in support.cards(seed, rng, 60) if not card["word"].startswith("q")]
    name = fresh("shelf")
    client.create_collection(name, dimension=support.DIM, metric_type="COSINE", consistency_level="Strong")
    client.insert(name, cards)
    call = 'by_fact(client, name, "q")'
    same(listed(submission.by_fact(client, name, "q"), call), [], called=call)
    query = np.asarray(cards[0]["vector"]).tolist()
    call = 'by_both(client, name, vector, "q", 3)'
    same(listed(submission.by_both(client, name, query, "q", 3), call), [], called=call, why="Your caller will loop over the answer.")

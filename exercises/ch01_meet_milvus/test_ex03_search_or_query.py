"""Checks of ch01/ex03."""

from collections import Counter

import numpy as np
import pytest

from grader.checks import check, fail, misconception, same

N = 400


def filled(client, name, cards, support):
    """A collection made by the grader, its cards, and the letter that most words begin with."""
    client.create_collection(name, dimension=support.DIM, metric_type="COSINE", consistency_level="Strong")
    client.insert(name, cards)
    return name, cards, Counter(card["word"][0] for card in cards).most_common(1)[0][0]


@pytest.fixture
def shelf(client, fresh, rng, seed, support):
    return filled(client, fresh("shelf"), support.cards(seed, rng, N), support)


@check(points=1)
def test_fact(submission, client, milvus, fresh, rng, seed, support):
    """Every word with the letter, not only some"""
    name, cards, letter = filled(client, fresh("shelf"), support.cards(seed, rng, 3 * N), support)  # over a hundred words with it
    expected = sorted(card["word"] for card in cards if card["word"].startswith(letter))
    call = f'by_fact(client, name, "{letter}")'
    milvus.forget()
    found = list(submission.by_fact(client, name, letter))
    searched, queried = len(milvus.calls("Search")), len(milvus.calls("Query"))
    if len(found) < len(expected) and set(found) <= set(expected) and searched and not queried:
        misconception("search-for-a-fact", evidence=f"Milvus heard {searched} Search and no Query; {len(found)} of {len(expected)} words came back",
                      called=call, returned=f"{len(found)} words", expected=f"{len(expected)} words",
                      why="A search returns the nearest so-and-so many. Which call returns all rows that match, and needs no vector?")
    if sorted(found) == expected and found != expected:
        fail(called=call, returned=found[:6], expected=expected[:6], why="They are all there; they were asked for from a to z.")
    same(found, expected, called=call, why="A fact holds for every row or not: nothing may be missing.")


@check(points=1)
def test_meaning(submission, client, shelf, rng, support):
    """The nearest words, nearest first"""
    name, cards, _ = shelf
    query = support.near(rng, cards)
    expected = [card["word"] for card in support.nearest(cards, query, 5)]
    same(list(submission.by_meaning(client, name, query, 5)), expected, called="by_meaning(client, name, vector, 5)",
         why="Milvus returns hits best first. Keep their order.")


@check(points=2)
def test_both(submission, client, shelf, rng, support):
    """The nearest among those with the letter, as many as were asked for"""
    name, cards, letter = shelf
    own = [card for card in cards if card["word"].startswith(letter)]
    query = support.near(rng, [card for card in cards if card not in own])
    k = min(5, len(own))
    expected = [card["word"] for card in support.nearest(own, query, k)]
    call = f'by_both(client, name, vector, "{letter}", {k})'
    found = list(submission.by_both(client, name, query, letter, k))
    unfiltered = [card["word"] for card in support.nearest(cards, query, k)]
    if len(found) < k and found == [word for word in unfiltered if word.startswith(letter)]:
        misconception("filters-after-search", evidence=f"the {k} nearest of all words hold {len(found)} with {letter!r}, and just those came back",
                      called=call, returned=found, expected=expected,
                      why="There are enough words with this letter. When is the filter applied: before the nearest are chosen, or after?")
    if found == unfiltered:
        fail(called=call, returned=found, expected=expected, why="These are the nearest of all. Search takes a filter.")
    same(found, expected, called=call, why="A filter narrows the rows first; the nearest of what is left come back.")


@check(points=1)
def test_nothing_there(submission, client, fresh, rng, seed, support):
    """No match is an empty list, not an error"""
    cards = [card for card in support.cards(seed, rng, 60) if not card["word"].startswith("q")]
    name = fresh("shelf")
    client.create_collection(name, dimension=support.DIM, metric_type="COSINE", consistency_level="Strong")
    client.insert(name, cards)
    same(list(submission.by_fact(client, name, "q")), [], called='by_fact(client, name, "q")')
    query = np.asarray(cards[0]["vector"]).tolist()
    same(list(submission.by_both(client, name, query, "q", 3)), [], called='by_both(client, name, vector, "q", 3)',
         why="Your caller will loop over the answer.")

"""Checks of ch01/ex04."""

import numpy as np

from grader.checks import check, fail, misconception, require, same

N, K = 250, 12


def shelf(client, name, rng, seed, support, metric):
    """Cards of many lengths, a third of them turned round: they have negative cosines."""
    cards = support.cards(seed, rng, N)
    for place, card in enumerate(cards):
        card["vector"] = (np.array(card["vector"]) * rng.uniform(1.5, 6.0) * (-1 if place % 3 == 1 else 1)).tolist()
    client.create_collection(name, dimension=support.DIM, metric_type=metric, consistency_level="Strong")
    client.insert(name, cards)
    at = np.array(cards[3 * int(rng.integers(80))]["vector"])
    query = at + 0.6 * np.linalg.norm(at) * rng.normal(size=len(at)) / np.sqrt(len(at))
    return cards, query


def pairs(found, call, k=K):
    """Words and numbers of an answer, or a failed check that says what came back instead."""
    try:
        listed = [(word, number) for word, number in found]
    except (TypeError, ValueError):
        fail(called=call, returned=repr(found), expected="a list of pairs (word, number)", why="The caller unpacks each pair.")
    for word, number in listed:
        if not isinstance(word, str) or isinstance(number, bool) or not isinstance(number, (int, float, np.number)):
            fail(called=call, returned=f"a pair ({word!r}, {number!r})", expected="pairs (word, number): a str and a float", why="The caller calculates with the number.")
    if len(listed) != k:
        fail(called=call, returned=f"{len(listed)} pairs", expected=f"{k} pairs", why="The caller said how many.")
    return [word for word, _ in listed], np.array([float(number) for _, number in listed])


def whole_ranking(answer, call, cards, right, turn, why):
    """Every card once, each with its own number, in the order of the numbers; `turn` is -1 where larger is nearer."""
    words, numbers = pairs(answer, call, len(cards))
    number_of = {card["word"]: float(number) for card, number in zip(cards, right, strict=True)}
    same(sorted(words), sorted(number_of), called=f"{call}, the words", why="All cards were asked for.")
    wanted = np.array([number_of[word] for word in words])
    wrong = np.flatnonzero(~np.isclose(numbers, wanted, rtol=1e-2, atol=1e-3))
    if len(wrong):
        at = int(wrong[-1])
        fail(called=call, returned=f"({words[at]!r}, {numbers[at]:.3f}) in place {at}, and {len(wrong)} of {len(cards)} numbers are wrong", expected=f"{wanted[at]:.3f}", why=why)
    require(bool((np.diff(turn * wanted) > -1e-4).all()), called=call, returned="the words in a different order", expected="the nearest first, the farthest last", why="The nearest first, as Milvus returns them.")


@check(points=2)
def test_similar(submission, client, fresh, rng, seed, support):
    """COSINE: the number is the cosine, and larger is nearer"""
    name = fresh("by_angle")
    cards, query = shelf(client, name, rng, seed, support, "COSINE")
    matrix = support.matrix(cards).astype(float)
    cosines = matrix @ query / np.linalg.norm(matrix, axis=1) / np.linalg.norm(query)
    order = np.argsort(-cosines)[:K]
    call = f"similar(client, name, vector, {K})"
    words, numbers = pairs(submission.similar(client, name, query.tolist(), K), call)
    expected = [cards[i]["word"] for i in order]
    if words == expected[::-1]:
        misconception("smallest-first", evidence=f"the words are the right ones, from {numbers[0]:.3f} up to {numbers[-1]:.3f}",
                      called=call, returned=words, expected=expected,
                      why="Milvus had put the best hit first. What did sorting by the number do to a similarity?")
    same(words, expected, called=call, why="The nearest first, as Milvus returns them.")
    if np.allclose(numbers, 1 - cosines[order], atol=1e-3) and not np.allclose(numbers, cosines[order], atol=1e-3):
        misconception("distance-of-cosine", evidence=f"{numbers[0]:.3f} is 1 - {cosines[order[0]]:.3f}",
                      called=call, returned=numbers.round(3).tolist(), expected=cosines[order].round(3).tolist(),
                      why="Under COSINE the key `distance` holds the similarity itself. What would a perfect match get from you?")
    require(bool(np.allclose(numbers, cosines[order], atol=1e-3)), called=call, returned=numbers.round(3).tolist(),
            expected=cosines[order].round(3).tolist(), why="The cosine of two vectors does not depend on their lengths.")
    whole_ranking(submission.similar(client, name, query.tolist(), N), f"similar(client, name, vector, {N})", cards, cosines, -1,
                  "A cosine goes from 1 down to -1: below 0 the two vectors point away from each other.")


@check(points=2)
def test_euclidean(submission, client, fresh, rng, seed, support):
    """L2: the number is the Euclidean distance"""
    name = fresh("by_distance")
    cards, query = shelf(client, name, rng, seed, support, "L2")
    distances = np.linalg.norm(support.matrix(cards).astype(float) - query, axis=1)
    order = np.argsort(distances)[:K]
    call = f"euclidean(client, name, vector, {K})"
    words, numbers = pairs(submission.euclidean(client, name, query.tolist(), K), call)
    same(words, [cards[i]["word"] for i in order], called=call, why="The nearest first, as Milvus returns them.")
    if np.allclose(numbers, distances[order] ** 2, rtol=1e-2):
        misconception("l2-is-euclidean", evidence=f"{numbers[0]:.3f} is the square of {distances[order[0]]:.3f}",
                      called=call, returned=numbers.round(3).tolist(), expected=distances[order].round(3).tolist(),
                      why="Milvus leaves out the last step of the formula, because the order is the same without it. Which step?")
    require(bool(np.allclose(numbers, distances[order], rtol=1e-2)), called=call, returned=numbers.round(3).tolist(),
            expected=distances[order].round(3).tolist(), why="A distance of 3 means three units apart.")
    whole_ranking(submission.euclidean(client, name, query.tolist(), N), f"euclidean(client, name, vector, {N})", cards, distances, 1, "A distance of 3 means three units apart.")


@check(points=1, after=("test_similar", "test_euclidean"))
def test_same_card(submission, client, fresh, rng, seed, support):
    """A card is its own best hit: similarity 1, distance 0"""
    for metric, ask, best in (("COSINE", "similar", 1.0), ("L2", "euclidean", 0.0)):
        name = fresh(f"by_{metric.lower()}")
        cards, _ = shelf(client, name, rng, seed, support, metric)
        call = f"{ask}(client, name, cards[9]['vector'], {K})"
        words, numbers = pairs(getattr(submission, ask)(client, name, cards[9]["vector"], K), call)
        same(words[0], cards[9]["word"], called=f"the first word of {call}", why="Nothing is nearer to a card than itself.")
        require(bool(abs(numbers[0] - best) < 0.05), called=f"the first number of {call}", returned=float(numbers[0]), expected=f"{best:.0f}, but for rounding")

"""Checks of ch01/ex04."""

import numpy as np

from grader.checks import check, fail, misconception, require, same

K = 12


def shelf(client, name, rng, seed, support, metric):
    cards = support.cards(seed, rng, 250)
    for card in cards:
        card["vector"] = (np.array(card["vector"]) * rng.uniform(1.5, 6.0)).tolist()
    client.create_collection(name, dimension=support.DIM, metric_type=metric, consistency_level="Strong")
    client.insert(name, cards)
    at = np.array(cards[int(rng.integers(250))]["vector"])
    query = at + 0.6 * np.linalg.norm(at) * rng.normal(size=len(at)) / np.sqrt(len(at))
    return cards, query


def pairs(found, call):
    try:
        listed = [(str(word), float(number)) for word, number in found]
    except (TypeError, ValueError):
        fail(called=call, returned=found, expected="a list of pairs (word, number)", why="The caller unpacks each pair.")
    if len(listed) != K:
        fail(called=call, returned=f"{len(listed)} pairs", expected=f"{K} pairs")
    return [word for word, _ in listed], np.array([number for _, number in listed])


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


@check(points=2)
def test_euclidean(submission, client, fresh, rng, seed, support):
    """L2: the number is a distance that a ruler would show"""
    name = fresh("by_ruler")
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


@check(points=1)
def test_same_card(submission, client, fresh, rng, seed, support):
    """A card is its own best hit: similarity 1, distance 0"""
    name = fresh("by_ruler")
    cards, _ = shelf(client, name, rng, seed, support, "L2")
    found = submission.euclidean(client, name, cards[9]["vector"], K)
    words, numbers = pairs(found, f"euclidean(client, name, cards[9]['vector'], {K})")
    same(words[0], cards[9]["word"], called="the first word", why="Nothing is nearer to a card than itself.")
    require(bool(abs(numbers[0]) < 0.05), called="its distance", returned=float(numbers[0]), expected="0, but for rounding")

"""Checks of ch02/ex01."""

import numpy as np

from grader.checks import check, fail, misconception, same

N, K = 300, 25


def fingerprints(seed, rng, support, n=N):
    """Which of 64 traits are strong in a word: about a third of them. And one more, asked for."""
    vectors, _ = support.some_words(seed, rng, n + 1)
    packed = np.packbits(vectors > 0.05, axis=1)
    packed[packed.sum(axis=1) == 0, 0] = 1
    return packed[:n], packed[n]


def distances(rows, query, metric):
    bits, asked = np.unpackbits(rows, axis=1).astype(bool), np.unpackbits(query).astype(bool)
    if metric == "HAMMING":
        return (bits ^ asked).sum(axis=1).astype(float)
    return 1 - (bits & asked).sum(axis=1) / (bits | asked).sum(axis=1)


def ask(submission, rows, query, k, metric):
    """(rows, numbers, call) of an answer, or a failed check that says what it was."""
    call = f'nearest(fingerprints, query, {k}, "{metric}")'
    answer = submission.nearest(rows, query, k, metric)
    try:
        pairs = [(row, number) for row, number in answer]
    except (TypeError, ValueError):
        fail(called=call, returned=repr(answer), expected=f"a list of {k} pairs (row, distance)", why="The caller unpacks each pair.")
    for row, number in pairs:
        whole = isinstance(row, (int, np.integer)) and not isinstance(row, bool)
        if not whole or isinstance(number, bool) or not isinstance(number, (int, float, np.number)):
            fail(called=call, returned=f"a pair ({row!r}, {number!r})", expected="pairs (row, distance): a whole number and a number", why="The caller indexes with one and calculates with the other.")
    same(len(pairs), k, called=f"len({call})", why="The caller said how many.")
    found = [int(row) for row, _ in pairs]
    if len(set(found)) != k or not all(0 <= row < len(rows) for row in found):
        fail(called=call, returned=found, expected=f"{k} different row numbers from 0 to {len(rows) - 1}", why="Each row is one answer.")
    return found, np.array([float(number) for _, number in pairs]), call


def judge(found, numbers, expected, call, why):
    """The numbers are those of their rows, and no nearer row was left out."""
    if not np.allclose(numbers, expected[found], atol=1e-9):
        worst = int(np.argmax(np.abs(numbers - expected[found])))
        fail(called=call, returned=f"({found[worst]}, {numbers[worst]:.6g})", expected=f"({found[worst]}, {expected[found[worst]]:.6g})", why=why)
    if not np.allclose(numbers, np.sort(expected)[: len(found)], atol=1e-9):
        fail(called=call, returned=f"distances {np.round(numbers, 3).tolist()}",
             expected=f"{np.round(np.sort(expected)[: len(found)], 3).tolist()}", why="A smaller distance is nearer, and the nearest come first.")


@check(points=2)
def test_hamming(submission, rng, seed, support):
    """HAMMING: the number of bits that differ"""
    rows, query = fingerprints(seed, rng, support)
    found, numbers, call = ask(submission, rows, query, K, "HAMMING")
    expected = distances(rows, query, "HAMMING")
    shown = [(found[0], float(numbers[0])), (found[-1], float(numbers[-1]))]
    right = [(r, float(expected[r])) for r in (found[0], found[-1])]
    if np.array_equal(numbers, (rows[found] != query).sum(axis=1)) and not np.array_equal(numbers, expected[found]):
        misconception("bytes-are-bits", evidence=f"no number is larger than {int(numbers.max())}: they count the bytes that differ",
                      called=call, returned=shown, expected=right,
                      why="Each number of the array holds eight traits. In how many bits do 7 and 1 differ?")
    if np.allclose(numbers, expected[found] / 64):
        misconception("hamming-is-a-share", evidence="every number is the right one divided by 64",
                      called=call, returned=shown, expected=right,
                      why="SciPy's hamming() is the share of places that differ. Milvus counts them.")
    judge(found, numbers, expected, call, "How many of the 64 bits are different?")


@check(points=2)
def test_jaccard(submission, rng, seed, support):
    """JACCARD: one minus the share of common traits"""
    rows, query = fingerprints(seed, rng, support)
    found, numbers, call = ask(submission, rows, query, K, "JACCARD")
    expected = distances(rows, query, "JACCARD")
    if np.allclose(numbers, 1 - expected[found]) and not np.allclose(numbers, expected[found]):
        misconception("jaccard-is-a-similarity", evidence=f"row {found[0]} has number {numbers[0]:.3f}, which is its share of common traits",
                      called=call, returned=(found[0], round(float(numbers[0]), 4)), expected=(found[0], round(float(expected[found[0]]), 4)),
                      why="The Jaccard *index* grows with likeness. Milvus gives the Jaccard *distance*: which number has a fingerprint from itself?")
    matching = distances(rows, query, "HAMMING") / 64
    if np.allclose(numbers, matching[found]):
        misconception("shared-zeros-count", evidence="every number is the share of all 64 bits that differ",
                      called=call, returned=(found[0], round(float(numbers[0]), 4)), expected=(found[0], round(float(expected[found[0]]), 4)),
                      why="Two words that both lack a trait are not alike for that. By which traits do you divide?")
    judge(found, numbers, expected, call, "Divide by the traits that at least one of the two has.")


@check(points=2, after=("test_hamming", "test_jaccard"))
def test_ties(submission, rng, seed, support):
    """Equally near: the smaller row number first, also where the answer is cut off"""
    rows, query = fingerprints(seed, rng, support)
    rows[N // 2 :] = rows[: N - N // 2]  # every fingerprint twice: ties under both metrics
    for metric in ("HAMMING", "JACCARD"):
        found, _, call = ask(submission, rows, query, K, metric)
        expected = np.round(distances(rows, query, metric), 9)
        order = np.lexsort((np.arange(N), expected))[:K].tolist()
        turned = np.lexsort((-np.arange(N), expected))[:K].tolist()
        if found == turned:
            misconception("ties-turned", evidence=f"rows at the same distance come with the larger number first: {found[:4]}…",
                          called=call, returned=found, expected=order,
                          why="Reversing a sorted list also reverses the ties in it. Can you sort in the right direction at once?")
        same(found, order, called=call, why="A caller who asks twice wants the same answer twice; that needs a rule for ties.")
        many = rows.copy()  # and one fingerprint forty times, over the places where the answer is cut off
        many[rng.permutation(N)[:40]] = rows[order[2]]
        far = np.round(distances(many, query, metric), 9)
        for k in (8, 17, 30):
            found, _, call = ask(submission, many, query, k, metric)
            same(found, np.lexsort((np.arange(N), far))[:k].tolist(), called=f"{call}, where forty rows are equal",
                 why="Of those at the same distance the ones with the smaller row numbers are in the answer, also where it is cut off.")


@check(points=1, after=("test_hamming", "test_jaccard"))
def test_one_and_all(submission, rng, seed, support):
    """One neighbor, and all of them"""
    rows, query = fingerprints(seed, rng, support, 40)
    for metric in ("HAMMING", "JACCARD"):
        for k in (1, 40):
            found, numbers, call = ask(submission, rows, query, k, metric)
            judge(found, numbers, distances(rows, query, metric), call, "Any k up to n.")
    found, numbers, call = ask(submission, rows, rows[7], 1, "JACCARD")
    same(float(numbers[0]), 0.0, called=f"the distance in {call} for a fingerprint that is among the rows", why="Nothing differs from itself.")

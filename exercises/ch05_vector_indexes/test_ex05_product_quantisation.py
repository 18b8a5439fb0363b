"""Checks of ch05/ex05."""

import numpy as np

from grader.checks import check, close, fail, misconception, require, same
from grader.datasets import words

N, DIM, M, NBITS = 1500, 32, 8, 4
PIECES, PART = 2**NBITS, DIM // M


def vectors_of(seed, rng, n=N):
    """Real vectors whose parts differ in size and place, as parts of real vectors may."""
    plain, _ = words(n, DIM, seed=seed)
    scale = np.repeat(rng.permutation(np.geomspace(0.4, 6.0, M)), PART)
    shift = np.repeat(rng.uniform(-1.5, 1.5, size=M), PART)
    return (plain * scale + shift).astype(np.float32)


def books_of(rng, vectors):
    """Codebooks that are good enough to encode with: rows picked at random, each part for itself."""
    return np.stack([part[rng.choice(len(vectors), PIECES, replace=False)] for part in np.split(vectors, M, axis=1)])


def codes_of(books, vectors):
    """Nearest piece of each part, by squared Euclidean distance."""
    parts = vectors.reshape(len(vectors), M, 1, -1)
    return ((parts - books[None]) ** 2).sum(axis=3).argmin(axis=2)


def decoded(books, codes):
    return np.concatenate([books[i][codes[:, i]] for i in range(M)], axis=1)


def error(books, vectors):
    return float(((decoded(books, codes_of(books, vectors)) - vectors) ** 2).sum(axis=1).mean())


def lloyd(part, rng, rounds=15):
    centers = part[rng.choice(len(part), PIECES, replace=False)]
    for _ in range(rounds):
        nearest = ((part[:, None] - centers[None]) ** 2).sum(axis=2).argmin(axis=1)
        centers = np.stack([part[nearest == c].mean(axis=0) if (nearest == c).any() else centers[c] for c in range(PIECES)])
    return centers


def moved(books, vectors):
    """One more round of k-means: each piece goes to the mean of the parts that are nearest to it."""
    codes, after = codes_of(books, vectors), books.astype(float)
    for i, part in enumerate(np.split(vectors, M, axis=1)):
        for c in range(PIECES):
            if (codes[:, i] == c).any():
                after[i, c] = part[codes[:, i] == c].mean(axis=0)
    return after


def array(value, call, shape, kinds, what):
    if isinstance(value, (list, tuple)):
        try:
            value = np.asarray(value)
        except ValueError:
            fail(called=call, returned=repr(value), expected=f"{what}: an array of shape {shape}", why="Its rows have different lengths.")
    if not isinstance(value, np.ndarray) or value.dtype.kind not in kinds:
        fail(called=call, returned=value if isinstance(value, np.ndarray) else repr(value), expected=f"{what}: an array of shape {shape}", why="The next step calculates with it.")
    same(tuple(value.shape), shape, called=f"shape of {call}", why=f"{what}.")
    return value


@check(points=2)
def test_a_codebook_for_each_part(submission, seed, rng):
    """train(): m codebooks, each learned from its own part"""
    vectors = vectors_of(seed, rng)
    call = f"train(vectors, {M}, {NBITS})"
    books = array(submission.train(vectors, M, NBITS), call, (M, PIECES, PART), "f", "m codebooks of 2^nbits pieces of dim/m numbers")
    require(bool(np.isfinite(books).all()), called=call, returned="numbers that are not finite", expected="pieces", why="A cell that nobody joined has no mean.")
    shown, learned = error(books, vectors), error(np.stack([lloyd(p, rng) for p in np.split(vectors, M, axis=1)]), vectors)
    if all(np.allclose(books[0], book) for book in books[1:]) and len(np.unique(books[0], axis=0)) == PIECES:
        misconception("pq-one-codebook", evidence="all m codebooks are the same", called=call, returned=f"an error of {shown:.3f} a vector",
                      expected=f"about {learned:.3f}", why="Part 1 of a vector is not like part 2. Which rows should codebook 2 have seen?")
    require(shown <= 1.35 * learned, called=f"encoding with {call}", returned=f"a squared error of {shown:.4f} a vector", expected=f"about {learned:.4f} (k-means on each part)",
            why="The pieces have to stand where the parts of the vectors are.")
    further = error(moved(books, vectors), vectors)
    require(shown <= 1.06 * further, called=f"encoding with {call}", returned=f"a squared error of {shown:.4f} a vector, and {further:.4f} after one more round of k-means",
            expected="hardly any gain from one more round", why="k-means ends where each piece is the mean of the parts nearest to it. Rows picked at random are no means.")


@check(points=2)
def test_encode_nearest_piece(submission, seed, rng):
    """encode(): for each part the number of the nearest piece"""
    vectors = vectors_of(seed, rng, 400)
    books = books_of(rng, vectors)
    call = "encode(codebooks, vectors)"
    codes = array(submission.encode(books, vectors), call, (400, M), "iu", "m codes a vector, whole numbers")
    expected = codes_of(books, vectors)
    agree = float((codes == expected).mean())
    if agree < 0.999:
        by_dot = np.stack([(p @ b.T).argmax(axis=1) for p, b in zip(np.split(vectors, M, axis=1), books, strict=True)], axis=1)
        if (codes == by_dot).mean() > 0.99:
            misconception("encodes-with-dot-product", evidence="the codes are those of the largest inner product",
                          called=call, returned=f"{agree:.0%} of the codes are those of the nearest piece", expected="all of them",
                          why="A long piece has a large product with everything. Which piece is *nearest*?")
        fail(called=call, returned=f"{agree:.0%} of the codes are those of the nearest piece", expected="all of them", why="Nearest by squared Euclidean distance, part by part.")
    same(codes.nbytes, 400 * M, called=f"bytes of {call}, dtype {codes.dtype}", why="With nbits up to 8 a code fits into one byte (uint8); memory is what PQ is for.")


@check(points=3)
def test_distances_from_a_table(submission, seed, rng):
    """distances(): squared, and the query is not shortened"""
    vectors = vectors_of(seed, rng, 400)
    books = books_of(rng, vectors)
    codes = codes_of(books, vectors).astype(np.uint8)
    query = vectors_of(seed, rng, 1)[0] * np.float32(0.9)
    call = "distances(codebooks, codes, query)"
    got = array(submission.distances(books, codes, query), call, (400,), "f", "one distance a vector").astype(float)
    gaps = ((decoded(books, codes) - query) ** 2).reshape(400, M, PART).sum(axis=2)
    expected = gaps.sum(axis=1)
    if not np.allclose(got, expected, rtol=1e-3, atol=1e-4):
        rounded = decoded(books, codes_of(books, query[None]))
        if any(np.allclose(got, wrong, rtol=1e-3, atol=1e-4) for wrong in (np.sqrt(gaps).sum(axis=1), np.sqrt(expected))):
            misconception("l2-not-squared", evidence="a root was taken", called=call, returned=np.round(got[:3], 4).tolist(), expected=np.round(expected[:3], 4).tolist(),
                          why="Squares of the parts add up to the square of the whole. Do roots?")
        if np.allclose(got, ((decoded(books, codes) - rounded) ** 2).sum(axis=1), rtol=1e-3, atol=1e-4):
            misconception("shortens-the-query", evidence="the numbers are distances from the query's own codes", called=call,
                          returned=np.round(got[:3], 4).tolist(), expected=np.round(expected[:3], 4).tolist(),
                          why="The query is one vector, and you have it whole. What is gained by rounding it?")
    close(got, expected, rtol=1e-3, atol=1e-4, called=call, why="Squared distance from the whole query to the vector that the codes stand for.")


@check(points=1, after=("test_a_codebook_for_each_part", "test_encode_nearest_piece", "test_distances_from_a_table"))
def test_other_sizes(submission, seed, rng):
    """Other m and nbits; and with a piece for every vector nothing is lost"""
    vectors = vectors_of(seed, rng, 64)
    for m, nbits in ((1, 3), (DIM, 2)):
        books = array(submission.train(vectors, m, nbits), f"train(vectors, {m}, {nbits})", (m, 2**nbits, DIM // m), "f", "codebooks")
        array(submission.encode(books, vectors), f"encode() with m={m}, nbits={nbits}", (64, m), "iu", "codes")
    alike = vectors[rng.integers(0, 3, size=64)]
    books = array(submission.train(alike, 4, 3), "train() with 64 vectors of which only three differ, m=4, nbits=3", (4, 8, DIM // 4), "f", "codebooks")
    require(bool(np.isfinite(books).all()), called="train() with 64 vectors of which only three differ", returned="numbers that are not finite", expected="pieces",
            why="A cell that nobody joined has no mean.")
    vectors = vectors_of(seed, rng, 256)
    books = np.stack(np.split(vectors, 4, axis=1))
    codes = array(submission.encode(books, vectors), "encode() with a piece for every vector", (256, 4), "iu", "codes")
    require(int(codes.min()) >= 0, called="encode() with 256 pieces", returned=f"codes from {codes.min()} to {codes.max()}, dtype {codes.dtype}", expected="numbers from 0 to 255",
            why="A code is the number of a piece. Which type of one byte holds 255?")
    codes = codes.astype(np.uint8)
    got = np.asarray(submission.distances(books, codes, vectors[5]), dtype=float)
    close(got, ((vectors - vectors[5]) ** 2).sum(axis=1), rtol=1e-3, atol=1e-3, called="distances() with a piece for every vector",
          why="Then the codes stand for the vectors themselves, and the distances are exact.")

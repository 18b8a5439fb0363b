"""Checks of ch02/ex03."""

import numpy as np
import pytest

from grader.checks import SubmissionError, check, close, fail, misconception, same

N, K, QUERIES = 250, 8, 5


def array(value, call, shape, why="One number more than before, and the same for every row."):
    try:
        made = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        made = np.empty(0)
    if made.shape != shape or not np.isfinite(made).all():
        fail(called=call, returned=repr(value) if not isinstance(value, np.ndarray) else value, expected=f"an array of shape {shape}, every number finite",
             why=why)
    return made


def articles(seed, rng, support):
    """Articles of very different lengths, and customers whose best articles are clearly apart."""
    vectors, _ = support.some_words(seed, rng, N)
    vectors = vectors * rng.permutation(np.geomspace(0.7, 4.0, N))[:, None]
    customers = []
    while len(customers) < QUERIES:
        query = support.near(rng, vectors) * rng.uniform(0.5, 3.0)
        best = np.sort(vectors @ query)[::-1][: K + 1]
        if np.diff(best).max() < -2e-3:
            customers.append(query)
    return vectors, customers


@pytest.fixture(scope="module")
def shop():
    """What the first check stored; the others search it."""
    return {}


@check(points=1)
def test_rows(submission, rng, seed, support):
    """One number more for each row, and nothing lost"""
    vectors, _ = articles(seed, rng, support)
    call = "rows_for_l2(vectors)"
    rows = array(submission.rows_for_l2(vectors.copy()), call, (N, support.DIM + 1))
    lengths = np.linalg.norm(vectors, axis=1)
    longest = float(lengths.max())
    if np.allclose(np.linalg.norm(rows[:, :-1], axis=1), 1, atol=1e-6):
        misconception("normalise-first", evidence="every row was made as long as every other: the first 64 numbers have length 1",
                      called=call, returned="rows of length 1", expected="rows that still know how long they were",
                      why="On vectors of length 1 IP and L2 agree, and so does COSINE. Where did the popularity of an article go?")
    if np.allclose(np.abs(rows[:, -1]), longest - lengths, atol=1e-6):
        misconception("no-root-of-squares", evidence=f"the new number is {longest:.3f} - |v|; squared and added to |v|² it gives another sum for each row",
                      called=call, returned=f"rows of length {np.linalg.norm(rows, axis=1).min():.3f} to {np.linalg.norm(rows, axis=1).max():.3f}",
                      expected="rows of one length", why="Lengths do not add up at a right angle. What does Pythagoras say about the missing side?")
    close(rows[:, :-1], vectors, rtol=1e-4, atol=1e-4, called=f"the first {support.DIM} columns of {call}",
          why="The inner products have to stay what they were.")


@check(points=3, after="test_rows")
def test_the_ranking(submission, client, fresh, rng, seed, support, shop):
    """Milvus' L2 gives the order of the inner products"""
    vectors, customers = articles(seed, rng, support)
    rows = array(submission.rows_for_l2(vectors.copy()), "rows_for_l2(vectors)", (N, support.DIM + 1))
    name = fresh("articles")
    support.shelf(client, name, rows, [f"article {i}" for i in range(N)], "L2")
    later = submission.spawn()  # another process: whoever asks knows nothing of what rows_for_l2() left in memory
    for query in customers:
        call = "query_for_l2(query)"
        asked = array(later.query_for_l2(query.copy()), call, (support.DIM + 1,))
        hits = client.search(name, data=[asked.tolist()], limit=K, anns_field="vector")[0]
        shop.setdefault("answers", []).append((query, rows, [h["id"] for h in hits], [h["distance"] for h in hits]))
        found, right = [h["id"] for h in hits], np.argsort(-(vectors @ query))[:K].tolist()
        if found != right and abs(asked[-1]) > 1e-6:
            misconception("query-gets-it-too", evidence=f"the query's new number is {asked[-1]:.3f}, so rows with a large new number come nearer",
                          called=f"search for {call}", returned=found, expected=right,
                          why="q·v must stay what it was. What has to stand in the query, so that the new number of a row is multiplied away?")
        close(asked[:-1], query, rtol=1e-4, atol=1e-4, called=f"the first {support.DIM} numbers of {call}",
              why="The d numbers of the query go in as they are: a query of a different length has different inner products.")
        whole = np.linalg.norm(rows, axis=1)
        same(found, right, called=f"search for {call} under L2, among rows of length {whole.min():.3f} to {whole.max():.3f}",
             why="|q - v|² = |q|² + |v|² - 2 q·v. The middle term has to be the same for every row, or it disturbs the ranking.")


@check(points=2, after="test_the_ranking")
def test_back_to_inner_products(submission, shop, seed, rng, support):
    """The inner products, read from Milvus' numbers, long after the rows were stored"""
    later = submission.spawn()
    for query, rows, ids, distances in shop["answers"]:
        call = "inner_products(distances, query, rows)"
        try:
            answer = later.inner_products(np.array(distances), query.copy(), rows.copy())
        except SubmissionError:
            submission.inner_products(np.array(distances), query.copy(), rows.copy())  # it fails here too: its own error is the news
            fail(called=f"{call}, in a program that has stored no rows", returned="an error", expected=f"{K} inner products",
                 why="It comes long after the rows were stored, and perhaps elsewhere: all that it needs is in its arguments.")
        value = array(answer, call, (K,), "One inner product for each hit.")
        scale = np.linalg.norm(rows, axis=1).mean()
        right = rows[ids][:, :-1] @ query
        squared = (query @ query + scale**2 - np.array(distances) ** 2) / 2
        if np.allclose(value, squared, rtol=1e-3, atol=1e-3) and not np.allclose(squared, right, rtol=1e-3, atol=1e-3):
            misconception("squares-the-square", evidence="the numbers follow if Milvus' distance is squared once more",
                          called=call, returned=np.round(value[:3], 3).tolist(), expected=np.round(right[:3], 3).tolist(),
                          why="Milvus' L2 is the square already.")
        close(value, right, rtol=2e-3, atol=2e-3, called=call, why="|q - v|² = |q|² + |v|² - 2 q·v, and Milvus gives the left side as it is, without a root.")
        some = [1, 3, 6]  # a search with a filter brings hits that are not the nearest of all
        call = f"inner_products(distances, query, rows) for the hits {', '.join(str(i + 1) for i in some)} alone"
        value = array(later.inner_products(np.array(distances)[some], query.copy(), rows.copy()), call, (len(some),), "One inner product for each hit.")
        close(value, right[some], rtol=2e-3, atol=2e-3, called=call, why="They follow from the distances of these hits, whichever rows the hits are.")

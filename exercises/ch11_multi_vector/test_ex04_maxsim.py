"""Checks of ch11/ex04."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require, same


@pytest.fixture
def library(client, support, seed, fresh):
    """make(lengths) -> (name, document to its paragraphs): vectors of different lengths, documents of very different sizes."""

    def make(lengths):
        rng = np.random.default_rng([seed, 114, len(lengths)])
        look, _ = support.views(seed)
        name = fresh("library")
        support.collection(client, name, {"vector": (support.DIM, "COSINE")}, [("document", "INT64", {})])
        rows, parts, at = [], {}, 0
        if not lengths:
            return name, parts
        for document, n in zip(support.new_ids(rng, len(lengths)), lengths, strict=True):
            vectors = look[(at + np.arange(n)) % 2500] + 0.03 * rng.normal(size=(n, support.DIM))
            vectors = (vectors * rng.uniform(0.3, 4, size=(n, 1))).astype(np.float32)
            parts[document] = vectors
            rows += [{"document": document, "vector": v.tolist()} for v in vectors]
            at += n
        for row, id in zip(rows, support.new_ids(rng, len(rows)), strict=True):
            row["id"] = id
        support.insert(client, name, [rows[i] for i in rng.permutation(len(rows))])
        return name, parts

    return make


def oracle(support, parts, query, width, score):
    """What late() finds, with this score of (cosines of a document: query by paragraph, those that are hits)."""
    asked = support.unit(query).astype(float)
    cosines = {d: asked @ support.unit(v).astype(float).T for d, v in parts.items()}
    every = [np.sort(np.concatenate([c[q] for c in cosines.values()]))[::-1] for q in range(len(asked))]
    least = np.array([e[min(width, len(e)) - 1] - 1e-9 for e in every])[:, None]
    hits = {d: c >= least for d, c in cosines.items()}
    found = [(d, float(score(cosines[d], hits[d], asked, support.unit(parts[d])))) for d in parts if hits[d].any()]
    return sorted(found, key=lambda p: (-p[1], p[0]))


SCORES = {
    "right": lambda c, h, q, v: c.max(axis=1).sum(),
    "hits": lambda c, h, q, v: sum(row[hit].max() for row, hit in zip(c, h, strict=True) if hit.any()),
    "mean": lambda c, h, q, v: (q @ v.mean(axis=0)).sum() / np.linalg.norm(v.mean(axis=0)),
    "pairs": lambda c, h, q, v: c.sum(),
}


def compared(submission, client, support, name, parts, query, width, k):
    call = f"late() with {len(query)} vectors, width={width}, k={k}, among {len(parts)} documents"
    found = support.pairs(submission.late(client, name, query, width, k))
    require(found is not None, called=call, returned=found, expected="a list of pairs (document, score)")
    right = oracle(support, parts, query, width, SCORES["right"])[:k]
    like = lambda other: len(found) == len(other) and all(a[0] == b[0] and abs(a[1] - b[1]) < 1e-4 for a, b in zip(found, other, strict=True))  # noqa: E731
    if like(right):
        return
    told = {"called": call, "returned": f"{found[:3]}…", "expected": f"{right[:3]}…"}
    if found and like(oracle(support, parts, query, width, SCORES["hits"])[:k]):
        misconception("hits-are-the-document", evidence="each score is the sum over those paragraphs only that the search of the candidates has found", **told, why="A document's best paragraph for the second vector may not be among the hits. Which rows does its MaxSim need?")
    if found and like(oracle(support, parts, query, width, SCORES["mean"])[:k]):
        misconception("mean-of-the-parts", evidence="each score is the cosine with the mean of the document's paragraphs", **told, why="An average forgets what single paragraphs say, and MaxSim is there to remember it.")
    if found and like(oracle(support, parts, query, width, SCORES["pairs"])[:k]):
        misconception("every-pair-counts", evidence="each score is the sum of all cosines between query and paragraphs", **told, why="Only the best paragraph for each vector of the query counts, or long documents always win.")
    known, wanted = [d for d, _ in found], [d for d, _ in right]
    if set(known) != set(wanted):
        fail(**{**told, "returned": difference(known, wanted, "document"), "expected": f"{len(wanted)} documents"}, why="The candidates own one of the `width` nearest paragraphs of one of the vectors.")
    fail(**told, why="The largest cosine for each vector of the query, over all paragraphs, added up.")


def ask(support, parts, rng, n):
    """A query about n things: paragraphs of several documents, mixed with noise and of any length."""
    documents = list(parts)
    picks = [parts[documents[int(rng.integers(len(documents)))]] for _ in range(n)]
    rows = [support.unit(p[int(rng.integers(len(p)))]) + 0.12 * rng.normal(size=support.DIM) for p in picks]
    return [(float(rng.uniform(0.5, 3)) * row).tolist() for row in rows]


@check(points=1)
def test_one_vector(submission, client, support, library, seed):
    """With one vector and documents of one paragraph the order is that of a search"""
    rng = np.random.default_rng([seed, 1141])
    name, parts = library([1] * 60)
    for width, k in ((60, 60), (7, 12), (20, 5)):
        compared(submission, client, support, name, parts, ask(support, parts, rng, 1), width, k)
    query = ask(support, parts, rng, 2)
    name, _ = library([])
    same(list(submission.late(client, name, query, 5, 5)), [], called="late() in a library without documents", why="Nothing was found, which is no error.")


@check(points=4, after="test_one_vector")
def test_whole_documents(submission, client, support, library, seed):
    """MaxSim takes all paragraphs of a candidate, and of no other document"""
    rng = np.random.default_rng([seed, 1142])
    name, parts = library([int(n) for n in rng.integers(1, 30, size=70)])
    for n, width, k in ((2, 5, 10), (3, 15, 20), (8, 2, 10), (2, 1, 5), (5, 100, 70)):
        compared(submission, client, support, name, parts, ask(support, parts, rng, n), width, k)
    far = [(-np.mean([v.mean(axis=0) for v in parts.values()], axis=0) * 3).tolist(), ask(support, parts, rng, 1)[0]]
    compared(submission, client, support, name, parts, far, 4, 70)


@check(points=2, after="test_whole_documents")
def test_long_documents(submission, client, milvus, support, library, seed):
    """Documents of 300 paragraphs are read whole, and other documents not at all"""
    rng = np.random.default_rng([seed, 1143])
    name, parts = library([1] * 40 + [300] * 32 + [40] * 8)
    query = ask(support, {d: v for d, v in parts.items() if len(v) == 300}, rng, 8)
    milvus.forget()
    compared(submission, client, support, name, parts, query, 150, 40)
    widths = [c.params.get("topk") for c in milvus.calls("Search")]
    require(150 in widths, called="late() with width=150", returned=f"searches with the limits {sorted(set(widths))[:5]}", expected="a search with the limit 150")
    few = [(5 * parts[d][0]).tolist() for d in list(parts)[:2]]
    milvus.forget()
    found = support.pairs(submission.late(client, name, few, 1, 5))
    read = sum(c.received for c in milvus.reads())
    all_of_it = sum(v.nbytes for v in parts.values())
    same(len(found or []), len(oracle(support, parts, few, 1, SCORES["right"])[:5]), called="the number of documents found with width=1 and two vectors")
    require(read < all_of_it / 3, called="late() with width=1 and two candidates of one paragraph each", returned=f"{read:,} bytes were read", expected=f"less than a third of the {all_of_it:,} bytes of all vectors", why="The library has far more documents than a query has candidates.")

"""Checks of ch25/ex05."""

import numpy as np
import pytest

from grader.checks import check, close, difference, fail, misconception, no_second_row, require, same


def right_encode(tokens, planes, document, mean=None):
    """As the statement has it; `mean`: whether cells hold means, where it is not the document's business."""
    tokens, blocks = np.asarray(tokens, dtype=float), []
    for normals in np.asarray(planes, dtype=float):
        numbers = (tokens @ normals.T > 0) @ (1 << np.arange(len(normals)))
        for cell in range(1 << len(normals)):
            here = tokens[numbers == cell]
            if len(here):
                blocks.append(here.mean(axis=0) if (document if mean is None else mean) else here.sum(axis=0))
            elif document:
                blocks.append(tokens[int(np.argmin([int(n ^ cell).bit_count() for n in numbers]))])
            else:
                blocks.append(np.zeros(tokens.shape[1]))
    return np.concatenate(blocks)


def max_sim(query, document):
    return float((np.asarray(query) @ np.asarray(document).T).max(axis=1).sum())


class Library:
    """Documents of tokens around some topics, of very different lengths; vectors are not of length 1."""

    def __init__(self, seed, tag, dim=6, repetitions=2, planes=2, documents=60):
        self.rng = np.random.default_rng([seed, 255, tag])
        self.dim = dim
        self.planes = self.rng.normal(size=(repetitions, planes, dim)).tolist()
        self.topics = self.rng.normal(size=(8, dim))
        ids = [int(i) for i in self.rng.choice(10**6, size=documents, replace=False)]
        self.documents = {(-i if n == 0 else i): self.tokens(int(self.rng.integers(1, 14))) for n, i in enumerate(ids)}

    def tokens(self, n):
        return [[float(np.float32(x)) for x in self.topics[self.rng.integers(8)] * self.rng.uniform(0.4, 1.2) + self.rng.normal(size=self.dim) * 0.5] for _ in range(n)]

    @property
    def size(self):
        return len(self.planes) * (1 << len(self.planes[0])) * self.dim


def shapes(seed):
    for tag, kind in enumerate(({"dim": 3, "repetitions": 1, "planes": 1}, {"dim": 6, "repetitions": 2, "planes": 2}, {"dim": 5, "repetitions": 3, "planes": 4})):
        library = Library(seed, tag, documents=3, **kind)
        for n in (1, 2, 7, 20):
            yield library, library.tokens(n), f"{n} tokens of {library.dim} numbers, {len(library.planes)} repetitions of {len(library.planes[0])} planes"
    library.dim, library.planes = 2, [[[1.0, 0.0], [0.0, 1.0]]]
    yield library, [[0.0, 0.5], [0.75, 0.0], [0.25, 0.0]], "3 tokens, each at a right angle to one of two planes"


def encoded(submission, library, tokens, document, call):
    found = submission.encode(tokens, library.planes, document)
    require(isinstance(found, list | tuple | np.ndarray) and len(found) == library.size, called=call, returned=f"{len(found) if hasattr(found, '__len__') else repr(found)[:40]} numbers", expected=f"{library.size} numbers: repetitions times cells times dimensions")
    return np.asarray(found, dtype=float)


@check(points=2)
def test_query(submission, seed):
    """A query's cells hold sums, and zeros where there is nothing"""
    for library, tokens, what in shapes(seed):
        call = f"encode() of a query of {what}"
        found, right = encoded(submission, library, tokens, False, call), right_encode(tokens, library.planes, False)
        if np.allclose(found, right, atol=1e-5):
            continue
        told = {"called": call, "returned": f"{int((~np.isclose(found, right, atol=1e-5)).sum())} of {len(right)} numbers are different", "expected": "in each cell the sum of the query's tokens there"}
        if np.allclose(found, right_encode(tokens, library.planes, False, mean=True), atol=1e-5):
            misconception("means-on-both-sides", evidence="each cell holds the mean of the query's tokens", **told, why="MaxSim adds a term for each token of the query. How many terms belong to a cell with three of them?")
        fail(why="Which bit does a plane stand for, and what does a cell hold in which there is no token?", **told)


@check(points=2)
def test_document(submission, seed):
    """A document's cells hold means, and an empty one the token that is nearest by its bits"""
    for library, tokens, what in shapes(seed):
        call = f"encode() of a document of {what}"
        found, right = encoded(submission, library, tokens, True, call), right_encode(tokens, library.planes, True)
        blank = (right.reshape(-1, library.dim) != 0).any(axis=1) & (np.abs(found.reshape(-1, library.dim)) < 1e-9).all(axis=1)
        require(not blank.any(), called=call, returned=f"{int(blank.sum())} cells of zeros", expected="a token in each cell", why="A query token in that cell would score 0 with this document, as if it had nothing like it. What does the paper put there?")
        close(found, right, called=call, why="The mean of the tokens in a cell; for an empty cell, count the bits in which the cell numbers differ, and of equals the first in `tokens`.", atol=1e-5)


@pytest.fixture
def filled(client, support, fresh):
    """`filled(library)` has a collection with a library in it, written here."""

    def fills(library, documents=None):
        name = fresh("library")
        support.collection(client, name, [("tokens", "JSON", {})], dim=library.size, metric="IP")
        chosen = library.documents if documents is None else documents
        if chosen:
            client.insert(name, [{"id": id, "vector": right_encode(tokens, library.planes, True).tolist(), "tokens": tokens} for id, tokens in chosen.items()])
        return name

    return fills


@check(points=2, after="test_document")
def test_store(submission, client, milvus, seed, filled):
    """Documents are written with their encodings as they are, and replaced where they are there"""
    for tag, count in ((10, 40), (11, 300)):
        library = Library(seed, tag, documents=count)
        ids = list(library.documents)
        before = {id: library.documents[id] for id in ids[: count // 2]}
        name = filled(library, before)
        changed = {id: library.tokens(3) for id in ids[:5]} | {id: library.documents[id] for id in ids[count // 2 :]}
        milvus.forget()
        call = f"store() of {len(changed)} documents, five of which are there"
        submission.store(client, name, changed, library.planes)
        no_second_row(milvus, call, {name: list(before)})
        submission.store(client, name, {}, library.planes)
        again = {id: library.tokens(4) for id in ids[-3:]}
        submission.store(client, name, again, library.planes)
        changed |= again
        rows = {row["id"]: row for row in client.query(name, filter="", output_fields=["vector", "tokens"], limit=2000)}
        wanted = before | changed
        require(set(rows) == set(wanted), called=call, returned=difference(sorted(rows), sorted(wanted)), expected=f"{len(wanted)} documents")
        for id, tokens in wanted.items():
            vector, right = np.asarray(rows[id]["vector"], dtype=float), right_encode(tokens, library.planes, True)
            if not np.allclose(vector, right, atol=1e-3):
                same_way = np.allclose(vector * np.linalg.norm(right), right * np.linalg.norm(vector), atol=1e-3)
                fail(called=call, returned=f"document {id} with a vector of length {np.linalg.norm(vector):.3f}", expected=f"length {np.linalg.norm(right):.3f}" if same_way else "its encoding",
                     why="The inner product of two encodings stands for MaxSim. What becomes of it when every document is made equally long?" if same_way else "")  # fmt: skip
            require(bool(np.allclose(np.asarray(rows[id]["tokens"], dtype=float), np.asarray(tokens), atol=1e-5)), called=call, returned=f"other tokens in document {id}", expected="its own, as they were given")


@check(points=4, after=("test_query", "test_document"))
def test_search(submission, client, milvus, seed, filled):
    """The best by MaxSim, among the candidates that Milvus found in one search"""
    for tag, count, k, candidates in ((20, 60, 3, 12), (21, 200, 5, 60), (22, 150, 1, 20), (23, 6, 4, 10), (24, 300, 10, 10)):
        library = Library(seed, tag, documents=count)
        name = filled(library)
        ids = list(library.documents)
        matrix = np.array([right_encode(library.documents[id], library.planes, True) for id in ids])
        asked = 0
        while asked < 4:
            query = library.tokens(int(library.rng.integers(2, 7)))
            scores = matrix @ right_encode(query, library.planes, False)
            order = [ids[i] for i in np.argsort(-scores)]
            sorted_scores = -np.sort(-scores)
            if candidates < count and sorted_scores[candidates - 1] - sorted_scores[candidates] < 1e-3 * abs(sorted_scores[0]):
                continue
            asked += 1
            short = order[:candidates]
            right = sorted(short, key=lambda id: -max_sim(query, library.documents[id]))[:k]  # noqa: B023
            call = f"search() for {k} of {count} documents, candidates={candidates}"
            milvus.forget()
            found = submission.search(client, name, query, library.planes, k, candidates)
            require(isinstance(found, list | tuple) and all(isinstance(i, int | np.integer) for i in found), called=call, returned=repr(found)[:80], expected="a list of ids")
            found = [int(i) for i in found]
            told = {"called": call, "returned": difference(found, right) if set(found) != set(right) else "the right documents in a different order", "expected": f"{len(right)} documents, the best by MaxSim first"}
            heard = milvus.reads()
            if found != right:
                limits = [int(c.params.get("topk", c.params.get("limit", 0))) for c in heard]
                page = sorted(order[:k], key=lambda id: -max_sim(query, library.documents[id]))  # noqa: B023
                turned = sorted(short, key=lambda id: -max_sim(library.documents[id], query))[:k]  # noqa: B023
                if found == page and limits == [k]:
                    misconception("cut-before-the-order", evidence=f"Milvus was asked for {k} documents, and these came back in the order of MaxSim", **told, why="What may be on the page has to be read before it is ordered.")
                if found == turned:
                    misconception("max-over-the-query", evidence="they are the best when the sum goes over the tokens of the document", **told, why="A document of 13 tokens has 13 terms then, and one of two has two. Over whose tokens does MaxSim add up?")
                fail(**told)
            require(len(heard) == 1 and heard[0].method == "Search", called=call, returned=f"{len(heard)} reads", expected="one search, which brings the tokens too")
            require(int(heard[0].params.get("topk", 0)) == candidates, called=call, returned=f"a search with limit={heard[0].params.get('topk')}", expected=f"limit={candidates}")
    empty = filled(Library(seed, 30, documents=3), {})
    library = Library(seed, 30, documents=3)
    same(submission.search(client, empty, library.tokens(3), library.planes, 2, 5), [], called="search() in an empty collection")

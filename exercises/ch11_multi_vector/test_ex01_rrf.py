"""Checks of ch11/ex01."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require, same

ROWS = 700


def listed(support, found, call):
    """The answer as (id, score), or a failed check."""
    require(isinstance(found, list | tuple), called=call, returned=found, expected="a list of pairs (id, score)")
    told = support.pairs(found)
    require(told is not None, called=call, returned=found, expected="a list of pairs (id, score)")
    return told


def agree(found, right):
    """The same ids in the same order, at the same scores."""
    return [i for i, _ in found] == [i for i, _ in right] and bool(np.allclose([s for _, s in found], [s for _, s in right], atol=1e-7))


def compare(found, right, call, why):
    """Fail where two lists of pairs part."""
    same(len(found), len(right), called=f"the length of {call}", why=why)
    for place, (a, b) in enumerate(zip(found, right, strict=True), 1):
        if a[0] != b[0] or abs(a[1] - b[1]) > 1e-7:
            fail(called=call, returned=f"at place {place}: {a[0]} with {a[1]:.6f}", expected=f"{b[0]} with {b[1]:.6f}", why=why)


@check(points=3)
def test_rrf(submission, support, seed):
    """rrf() gives each thing 1/(k + place) from every ranking that has it"""
    rng = np.random.default_rng([seed, 111])
    ids = support.new_ids(rng, 400)
    cases = [([[5, 9, 2], [9, 7]], 60, 10), ([ids[:4]], 1, 10), ([ids[:5], ids[3:9], ids[8:2:-1]], 1, 20)]
    for _ in range(6):
        sizes = rng.integers(1, 60, size=int(rng.integers(2, 6)))
        cases.append(([[ids[i] for i in rng.permutation(400)[:n]] for n in sizes], int(rng.choice([1, 2, 5, 60, 100])), int(rng.choice([1, 7, 30, 500]))))
    cases += [([[ids[1], ids[0]], [], [ids[2]]], 60, 10), ([ids[:300], ids[299::-1]], 60, 300)]
    for rankings, k, limit in cases:
        shown = rankings if sum(map(len, rankings)) < 12 else f"{len(rankings)} rankings of {', '.join(str(len(r)) for r in rankings)} ids"
        call = f"rrf({shown}, k={k}, limit={limit})"
        found, right = listed(support, submission.rrf(rankings, k, limit), call), support.rrf(rankings, k)[:limit]
        if agree(found, right):
            continue
        zero = support.rrf(rankings, k - 1)[:limit]
        every = [pair for pair in support.rrf(rankings, k) if all(pair[0] in r for r in rankings)][:limit]
        known = {i for r in rankings for i in r}
        last = sorted(((i, sum(1 / (k + (r.index(i) if i in r else len(r)) + 1) for r in rankings)) for i in known), key=lambda p: (-p[1], p[0]))[:limit]
        if agree(found, zero):
            misconception("places-from-zero", evidence=f"each score is what places 0, 1, 2, … give: the first is {found[0][1]:.6f}", called=call, returned=found[:3], expected=right[:3], why="The first place is place 1.")
        if found and len(every) < len(right) and agree(found, every):
            misconception("in-every-ranking", evidence=f"the {len(found)} ids returned are those that all {len(rankings)} rankings have, at their right scores", called=call, returned=f"{len(found)} ids", expected=f"{len(right)} ids",
                          why="A thing that one ranking puts first and another does not know is still a good answer.")
        if agree(found, last):
            misconception("absent-is-last", evidence="each score holds 1/(k + length + 1) for every ranking in which the thing does not occur", called=call, returned=found[:3], expected=right[:3], why="A ranking says nothing of what is not in it: it was cut somewhere, and a short one is cut early.")
        compare(found, right, call, "Each ranking gives 1 / (k + place), beginning at place 1; of equal scores the smaller id is first.")
    long, call = [ids[:40], ids[60:20:-1]], "rrf() of two rankings of 40 ids, without k and limit"
    compare(listed(support, submission.rrf(long), call), support.rrf(long)[:10], call, "By itself k is 60 and limit 10.")
    for empty in ([], [[]], [[], []]):
        same(listed(support, submission.rrf(empty, 60, 10), f"rrf({empty}, k=60, limit=10)"), [], called=f"rrf({empty}, k=60, limit=10)", why="Nothing was found, which is no error.")


@pytest.fixture
def museum(client, support, seed, fresh):
    """(name, what to ask, by number): a collection with two models' vectors and labels for BM25."""
    rng = np.random.default_rng([seed, 112])
    look, mean = support.views(seed)
    name = fresh("museum")
    support.collection(client, name, {"look": (support.DIM, "COSINE"), "meaning": (support.DIM, "L2")}, bm25="label")
    labels = support.captions(rng, ROWS)
    rows = [{"id": id, "look": look[n].tolist(), "meaning": (3 * mean[n]).tolist(), "label": labels[n]} for n, id in enumerate(support.new_ids(rng, ROWS))]
    support.insert(client, name, rows)

    def asked(n):
        near = ROWS + n
        return {"look": support.unit(look[near] + look[n]).tolist(), "words": " ".join(labels[n + 20].split()[:2]), "meaning": (3 * support.unit(mean[near] + mean[n + 7])).tolist()}

    return name, asked


def rankings(client, name, asked, depth):
    """What Milvus says of each field by itself."""
    return [[h["id"] for h in client.search(name, data=[q], anns_field=f, limit=depth)[0]] for f, q in asked.items() if q is not None]


def milvus_own(client, name, asked, depth, k, limit):
    """What Milvus' own fusion says."""
    from pymilvus import AnnSearchRequest, RRFRanker

    requests = [AnnSearchRequest([q], f, {}, limit=depth) for f, q in asked.items() if q is not None]
    return [(h["id"], h["distance"]) for h in client.hybrid_search(name, requests, RRFRanker(k), limit=limit)[0]]


@check(points=3, after="test_rrf")
def test_equal_to_milvus(submission, client, milvus, support, museum):
    """fused() is what hybrid_search gives with RRFRanker"""
    name, asked = museum
    for n, (depth, k, limit) in enumerate([(10, 60, 10), (60, 60, 25), (150, 10, 150), (35, 1, 5), (ROWS, 60, 40), (1, 60, 3)]):
        query = asked(n)
        if n == 1:
            query = dict(reversed(query.items()))
        call = f"fused(…, asked for {', '.join(query)}, depth={depth}, k={k}, limit={limit})"
        milvus.forget()
        found = listed(support, submission.fused(client, name, query, depth, k, limit), call)
        require(not milvus.calls("HybridSearch"), called=call, returned="a HybridSearch reached Milvus", expected="a search per field", why="That call is what your answer is compared with.")
        depths = sorted(c.params.get("topk") for c in milvus.calls("Search"))
        require(depths == [depth] * 3, called=call, returned=f"searches with the limits {depths}", expected=f"3 searches, one per field, each with the limit {depth}")
        own, right = milvus_own(client, name, query, depth, k, limit), support.rrf(rankings(client, name, query, depth), k)[:limit]
        assert np.allclose([s for _, s in own], [s for _, s in right], atol=1e-5), "Milvus does not fuse as it did when this check was written"
        compare(found, right, call, f"Milvus' own hybrid_search has the scores {', '.join(f'{s:.5f}' for _, s in own[:3])}, … Is each field searched for its best {depth}, and with what was asked of it?")


@check(points=1, after="test_rrf")
def test_parts_left_out(submission, client, support, museum):
    """What is None is not searched with"""
    name, asked = museum
    for missing in (["look"], ["words", "meaning"], ["look", "words"], ["look", "words", "meaning"]):
        query = {f: None if f in missing else q for f, q in asked(9).items()}
        call = f"fused(…, with {', '.join(missing)} None, depth=20)"
        found = listed(support, submission.fused(client, name, query, 20, 60, 12), call)
        compare(found, support.rrf(rankings(client, name, query, 20))[:12], call, "A customer without a picture still has words.")
    query, call = asked(30), "fused(…, depth=20), without k and limit"
    compare(listed(support, submission.fused(client, name, query, 20), call), support.rrf(rankings(client, name, query, 20))[:10], call, "By itself k is 60 and limit 10.")
    same(listed(support, submission.fused(client, name, {}, 20, 60, 12), "fused(…, asked={})"), [], called="fused(…, asked={})", why="Nobody asked for anything.")

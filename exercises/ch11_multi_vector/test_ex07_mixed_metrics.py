"""Checks of ch11/ex07."""

import math

import numpy as np
import pytest

from grader.checks import check, close, fail, misconception, require, same

METRICS = {"label": "COSINE", "acids": "L2", "bought": "IP"}
ROWS = 600


def squeezed(score, metric):
    """Between 0 and 1, larger is better."""
    if metric == "COSINE":
        return (1 + score) / 2
    return 0.5 + math.atan(score) / math.pi if metric == "IP" else 1 - 2 * math.atan(score) / math.pi


def added(parts, weights, by_place=False):
    """All rows with their sums; `by_place`: the weights in their own order."""
    scores = {}
    for place, (field, (metric, hits)) in enumerate(parts.items()):
        for id, score in hits:
            scores[id] = scores.get(id, 0.0) + (list(weights.values())[place] if by_place else weights[field]) * squeezed(score, metric)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def alike(found, right, places=1e-6):
    return len(found) == len(right) and all(a[0] == b[0] and abs(a[1] - b[1]) < places for a, b in zip(found, right, strict=True))


@check(points=2)
def test_normalized(submission):
    """A normalized score is between 0 and 1, and larger is better"""
    for metric, scores in (("COSINE", [-1, -0.25, 0, 0.4, 1]), ("IP", [-40, -1, 0, 0.5, 3, 500]), ("L2", [0.7, 0, 0.01, 1, 2.5, 90])):
        for score in scores:
            call = f"normalized({score}, {metric!r})"
            got = submission.normalized(score, metric)
            if metric == "L2" and score not in (0, 1) and isinstance(got, float) and abs(got - 2 * math.atan(score) / math.pi) < 1e-9:
                misconception("far-is-good", evidence=f"the squared distance {score} became {got:.4f}, which grows with the distance", called=call, returned=got, expected=squeezed(score, metric), why="L2 is a distance: the smallest one has to become the largest score.")
            close(got, squeezed(score, metric), called=call, why="Larger is better, whatever the metric was.")


@check(points=3, after="test_normalized")
def test_fused(submission, support, seed):
    """fused() adds weight times score by field, of everything that any field found"""
    rng = np.random.default_rng([seed, 117])
    ids = support.new_ids(rng, 60)
    for n in range(8):
        fields = [list(METRICS)[i] for i in rng.permutation(3)][: 3 if n < 6 else 2]
        parts = {}
        for field in fields:
            some = [ids[i] for i in rng.permutation(60)[: int(rng.integers(3, 40))]]
            raw = {"COSINE": rng.uniform(-1, 1, 60), "IP": rng.normal(0, 4, 60), "L2": rng.exponential(2, 60)}[METRICS[field]]
            parts[field] = (METRICS[field], [(i, float(raw[k])) for k, i in enumerate(some)])
        weights = {field: float(w) for field, w in zip([fields[i] for i in rng.permutation(len(fields))], (0.7, 0.2, 0.05) if n % 2 else (0.1, 0.9, 0.4), strict=False)}
        call = f"fused({', '.join(f'{f}: {len(h)} hits' for f, (_, h) in parts.items())}; weights {weights})"
        found, right = support.pairs(submission.fused(parts, weights)), added(parts, weights)
        require(found is not None, called=call, returned=found, expected="a list of pairs (id, score)")
        if alike(found, right):
            continue
        told = {"called": call, "returned": f"{len(found)} rows, {found[:2]}…", "expected": f"{len(right)} rows, {right[:2]}…"}
        if found and alike(found, added(parts, weights, by_place=True)):
            misconception("weights-by-place", evidence=f"the weights {list(weights.values())} went to {list(parts)} in this order, and not by name", **told, why="Both are dicts, and each has an order of its own.")
        everywhere = [p for p in right if all(any(i == p[0] for i, _ in hits) for _, hits in parts.values())]
        if len(everywhere) < len(right) and alike(found, everywhere):
            misconception("found-by-all", evidence=f"only the {len(everywhere)} rows that all {len(parts)} fields have found are left", **told, why="A wine that one field does not find was only not among its nearest. What does it get from that field?")
        fail(**told, why="The sum of weight times normalized score over the fields that found the row.")
    tie = {"label": ("COSINE", [(9, 0.5), (4, 0.5)]), "bought": ("IP", [])}
    same([i for i, _ in submission.fused(tie, {"bought": 1.0, "label": 0.5})], [4, 9], called="fused() of two rows with equal scores", why="The smaller id is first.")
    same(list(submission.fused({"label": ("COSINE", []), "acids": ("L2", [])}, {"label": 1.0, "acids": 1.0})), [], called="fused() of nothing found", why="Nothing was found, which is no error.")


@pytest.fixture
def cellar(client, support, seed, fresh):
    """(name, queries): wines, a third of them sold out."""
    rng = np.random.default_rng([seed, 1171])
    look, mean = support.views(seed)
    name = fresh("cellar")
    support.collection(client, name, {f: (support.DIM, m) for f, m in METRICS.items()}, [("stock", "INT64", {})])
    scale = rng.uniform(0.5, 2, size=(3000, 1)).astype(np.float32)
    rows = [{"id": id, "label": look[n].tolist(), "acids": (scale[n] * mean[n]).tolist(), "bought": (2 * scale[-n] * look[n][::-1]).tolist(), "stock": int(rng.integers(0, 3))} for n, id in enumerate(support.new_ids(rng, ROWS))]
    support.insert(client, name, rows)
    return name, [{"label": look[ROWS + n].tolist(), "acids": mean[ROWS + n].tolist(), "bought": (2 * look[ROWS + n][::-1]).tolist()} for n in range(12)]


@check(points=3, after="test_fused")
def test_search(submission, client, support, cellar):
    """search() has the scores of Milvus' WeightedRanker, and no wine that is sold out"""
    from pymilvus import AnnSearchRequest, WeightedRanker

    name, queries = cellar
    for n, (depth, limit, weights) in enumerate([(30, 10, (0.2, 0.5, 0.3)), (100, 40, (0.1, 0.8, 0.1)), (ROWS, 25, (0.4, 0.4, 0.2)), (15, 60, (0.9, 0.3, 0.6)), (12, 5, (0.0, 1.0, 0.0))]):
        asked = queries[n] if n % 2 == 0 else dict(reversed(queries[n].items()))
        by_name = dict(zip(METRICS, weights, strict=True))
        call = f"search(…, weights {by_name}, depth={depth}, limit={limit})"
        found = support.pairs(submission.search(client, name, asked, by_name, depth, limit))
        require(found is not None, called=call, returned=found, expected="a list of pairs (id, score)")

        def milvus_own(kept):
            parts = [AnnSearchRequest([asked[f]], f, {}, limit=depth, filter="stock > 0" if f in kept else "") for f in asked]  # noqa: B023
            hits = client.hybrid_search(name, parts, WeightedRanker(*(by_name[f] for f in asked), norm_score=True), limit=limit)[0]  # noqa: B023
            return [(h["id"], h["distance"]) for h in hits]

        right = milvus_own(METRICS)
        scores = [s for _, s in right]
        if len(found) == len(right) and np.allclose([s for _, s in found], scores, atol=1e-4) and all(a[0] == b[0] or abs(a[1] - b[1]) < 1e-5 for a, b in zip(found, right, strict=True)):
            continue
        told = {"called": call, "returned": f"{found[:3]}…", "expected": f"{right[:3]}…"}
        if found and alike(found, milvus_own(["label"]), 1e-4):
            misconception("one-part-filtered", evidence="these are the hits of three searches of which only the one by label left out what is sold out", **told, why="What one search leaves out, another one brings back.")
        gone = {r["id"] for r in client.query(name, filter="stock == 0", output_fields=["id"], limit=ROWS)}
        out = [i for i, _ in found if i in gone]
        if out:
            fail(**{**told, "returned": f"{len(out)} wines that are sold out, {out[0]} for instance"}, why="Each search needs the filter.")
        fail(**told, why="Each field is searched for its best `depth` wines in stock, and fused as Milvus does with norm_score=True.")

"""Checks of ch23/ex02."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require

ROWS, TUNING, HELD = 400, 24, 24
CODES, TOPICS = 16, 12


@pytest.fixture
def shelf(client, support, seed, fresh):
    """make(kind) -> (name, tuning, held out): a topic that the vectors know, and a rare word that the texts have."""

    def make(kind, number):
        rng = np.random.default_rng([seed, 232, number])
        total = ROWS + TUNING + HELD
        topic, code = rng.integers(0, TOPICS, total), rng.integers(0, CODES, total)
        blur = rng.normal(size=(total, support.DIM)) / np.sqrt(support.DIM)
        centers = support.unit(rng.normal(size=(TOPICS, support.DIM)))
        vectors = support.unit(centers[topic] + 1.0 * blur)
        if kind == "words":
            vectors = support.unit(rng.normal(size=(total, support.DIM)))
        rare = [f"{rng.choice(support.FILLER)}{n}" for n in range(CODES)]
        texts = []
        for n in range(total):
            text = list(rng.choice(support.FILLER[:15], size=int(rng.integers(5, 12))))
            if kind != "vector":
                text[int(rng.integers(len(text)))] = rare[code[n]]
            texts.append(" ".join(text))
        name = fresh("shelf")
        support.collection(client, name)
        ids = support.new_ids(rng, ROWS)
        support.insert(client, name, [{"id": id, "text": t, "vector": v.tolist()} for id, t, v in zip(ids, texts, vectors, strict=False)])
        judged = []
        for q in range(ROWS, total):
            a, b = topic[:ROWS] == topic[q], code[:ROWS] == code[q]
            grades = {"both": a.astype(int) + b, "words": 2 * b.astype(int), "vector": 2 * a.astype(int)}[kind]
            judged.append({"text": texts[q], "vector": vectors[q].tolist(), "grades": {ids[n]: int(g) for n, g in enumerate(grades) if g}})
        return name, judged[:TUNING], judged[TUNING:]

    return make


def alone(client, support, name, queries):
    """Mean nDCG@10 of each field alone, and of what two common ideas give."""
    words = client.search(name, data=[q["text"] for q in queries], anns_field="words", limit=100)
    vector = client.search(name, data=[q["vector"] for q in queries], anns_field="vector", limit=100)
    values = {"words": [], "vector": [], "rrf": [], "raw": []}
    for w, v, q in zip(words, vector, queries, strict=True):
        rankings = {"words": [h["id"] for h in w], "vector": [h["id"] for h in v]}
        scores, raw = {}, {}
        for hits in (w, v):
            for place, hit in enumerate(hits, 1):
                scores[hit["id"]] = scores.get(hit["id"], 0) + 1 / (60 + place)
                raw[hit["id"]] = raw.get(hit["id"], 0) + hit["distance"]
        rankings["rrf"] = sorted(scores, key=lambda i: -scores[i])  # noqa: B023
        rankings["raw"] = sorted(raw, key=lambda i: -raw[i])  # noqa: B023
        for way, ids in rankings.items():
            values[way].append(support.ndcg(ids, q["grades"]))
    return {way: float(np.mean(v)) for way, v in values.items()}


def measured(submission, client, support, name, tuning, held):
    """Mean nDCG@10 of rank() on queries that did not choose; in a second process, with the settings as data."""
    settings = submission.tune(client, name, [{"text": q["text"], "vector": list(q["vector"]), "grades": dict(q["grades"])} for q in tuning])
    plain = lambda x: x is None or isinstance(x, int | float | str) or (isinstance(x, list | tuple) and all(map(plain, x))) or (isinstance(x, dict) and all(map(plain, [*x, *x.values()])))  # noqa: E731
    require(plain(settings), called="tune()", returned=settings, expected="plain data")
    values = []
    later = submission.spawn()
    for q in held:
        found = support.plain_ids(later.rank(client, name, q["text"], list(q["vector"]), settings, 10))
        require(found is not None and len(found) <= 10 and len(set(found)) == len(found), called=f"rank() with the settings {settings!r} and k=10", returned=found, expected="at most 10 different ids")
        values.append(support.ndcg(found, q["grades"]))
    return settings, float(np.mean(values))


def judge(submission, client, support, shelf, kind, number, margin):
    name, tuning, held = shelf(kind, number)
    settings, got = measured(submission, client, support, name, tuning, held)
    single = alone(client, support, name, held)
    best = max(single["words"], single["vector"])
    if got >= best + margin:
        return
    told = {"called": f"rank() with the settings {settings!r}, where {({'both': 'both fields know something', 'words': 'the vectors are useless', 'vector': 'the words are useless'})[kind]}",
            "returned": f"a mean nDCG@10 of {got:.3f} on {HELD} other queries", "expected": f"at least {best + margin:.3f}; the words alone have {single['words']:.3f}, the vectors alone {single['vector']:.3f}"}  # fmt: skip
    if abs(got - single["raw"]) < 0.01 and abs(single["raw"] - single["rrf"]) > 0.02 and min(abs(got - single["words"]), abs(got - single["vector"])) > 0.005:
        misconception("scores-are-scores", evidence=f"the ranking has the nDCG of the plain sum of both scores, {single['raw']:.3f}", **told, why="What is the range of a cosine, what is that of BM25, and which end of each is the good one?")
    if kind != "both" and abs(got - single["rrf"]) < 0.02:
        misconception("rrf-is-always-safe", evidence=f"the ranking has the nDCG of RRF with equal votes, {single['rrf']:.3f}", **told, why="A field that knows nothing has half of the votes.")
    if kind == "both" and min(abs(got - single["words"]), abs(got - single["vector"])) < 0.01:
        misconception("the-better-field-wins", evidence="the ranking has the nDCG of one field alone", **told, why="What two fields agree on is better than what either of them has.")
    fail(**told, why="Try mixtures on the queries that you have: some weights, and scores brought into one range.")


@check(points=4)
def test_both(submission, client, support, shelf):
    """Where both fields know something the fusion is above both, on queries that did not choose it"""
    for number in (0, 1):
        judge(submission, client, support, shelf, "both", number, 0.05)


@check(points=3)
def test_one_useless(submission, client, support, shelf):
    """Where one field is useless the fusion is not dragged down by it"""
    judge(submission, client, support, shelf, "words", 2, -0.03)
    judge(submission, client, support, shelf, "vector", 3, -0.03)


@check(points=1, after="test_both")
def test_k(submission, client, support, shelf):
    """k says how many there are, and a word that no text has is no error"""
    name, tuning, held = shelf("both", 4)
    settings = submission.tune(client, name, tuning)
    long = support.plain_ids(submission.rank(client, name, held[0]["text"], held[0]["vector"], settings, 50))
    short = support.plain_ids(submission.rank(client, name, held[0]["text"], held[0]["vector"], settings, 3))
    require(long is not None and short is not None and len(long) == 50 and len(set(long)) == 50 and short == long[:3], called="rank() with k=50 and k=3", returned=f"{len(long or ())} ids and {short}", expected=f"50 different ids, and the first three of them, {(long or [])[:3]}")
    odd = support.plain_ids(submission.rank(client, name, "qqqq", held[0]["vector"], settings, 5))
    require(odd is not None and len(odd) == 5, called="rank() of a word that stands in no text, with k=5", returned=odd, expected="five ids", why="The vector still knows something.")

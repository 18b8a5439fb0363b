"""Checks of ch11/ex08. The request is data; the calls are made here."""

import math

import numpy as np
import pytest
from pymilvus import AnnSearchRequest, MilvusException, RRFRanker, WeightedRanker

from grader.checks import check, difference, fail, misconception, same

ROWS, DEEP = 700, 100
FIELDS = ("words", "meaning", "look")
PART, WHOLE = {"field", "query", "limit", "filter"}, {"parts", "ranker", "limit", "offset"}


@pytest.fixture(scope="module")
def _made():
    return {}


@pytest.fixture
def shop(client, support, seed, _made):
    """The prints, and queries that stand between them."""
    if not _made:
        rng = np.random.default_rng([seed, 118])
        look, meaning = support.views(seed)
        support.collection(client, "prints", {"look": (support.DIM, "L2"), "meaning": (support.DIM, "COSINE")}, [("price", "INT64", {})], bm25="caption")
        texts = [f"K{4000 + n} {text}" for n, text in enumerate(support.captions(rng, ROWS))]
        prices = rng.integers(0, 60, size=ROWS)
        look = look * np.float32(1.5)
        ids = support.new_ids(rng, ROWS)
        rows = [{"id": i, "caption": texts[n], "look": look[n].tolist(), "meaning": meaning[n].tolist(), "price": int(prices[n])} for n, i in enumerate(ids)]
        support.insert(client, "prints", [rows[int(n)] for n in rng.permutation(ROWS)])
        asked = [{"text": " ".join(texts[int(rng.integers(ROWS))].split()[1:4]), "meaning": meaning[ROWS + n].tolist(), "look": look[ROWS + n].tolist(), "price": int(rng.integers(12, 50))} for n in range(40)]
        _made["it"] = rows, asked
    return _made["it"]


class Oracle:
    """The right answer to each wish, from single searches and sums by hand."""

    def __init__(self, client, support, rows):
        self.client, self.support, self.rows = client, support, rows
        self.look = np.array([r["look"] for r in rows])
        self.meaning = np.array([r["meaning"] for r in rows])

    def words(self, text, limit=DEEP, below=None):
        (hits,) = self.client.search("prints", data=[text], anns_field="words", limit=limit, filter="" if below is None else f"price < {below}")
        return [hit["id"] for hit in hits]

    def near(self, field, query, below=None):
        """(id, score) of the nearest hundred, from the vectors."""
        kept = [n for n, r in enumerate(self.rows) if below is None or r["price"] < below]
        query = np.array(query)
        if field == "look":
            scores = ((self.look[kept] - query) ** 2).sum(axis=1)
            order = np.argsort(scores, kind="stable")
        else:
            scores = self.meaning[kept] @ query
            order = np.argsort(-scores, kind="stable")
        return [(self.rows[kept[i]]["id"], float(scores[i])) for i in order[:DEEP]]

    def phrase(self, text, meaning, below=None, depth=DEEP):
        return self.support.rrf([self.words(text, depth, below), [i for i, _ in self.near("meaning", meaning, below)][:depth]])

    def mood(self, meaning, look, normalized=True):
        """The fusion with weights of 0.75 and 0.25; raw, a distance counts as if it were a score."""
        scores = {}
        for id, score in self.near("meaning", meaning):
            scores[id] = scores.get(id, 0.0) + 0.75 * ((1 + score) / 2 if normalized else score)
        for id, score in self.near("look", look):
            scores[id] = scores.get(id, 0.0) + 0.25 * (1 - 2 * math.atan(score) / math.pi if normalized else score)
        return sorted(scores.items(), key=lambda pair: -pair[1])


@pytest.fixture
def oracle(client, support, shop):
    return Oracle(client, support, shop[0])


def make(client, submission, wish, given):
    """(ids, the request, how it reads)."""
    shown = ", ".join(f"{k}={'…' if k in ('look', 'meaning') else repr(v)[:60]}" for k, v in given.items())
    call = f'request("{wish}", {shown})'
    asked = submission.request(wish, **given)
    trouble = malformed(asked)
    if trouble:
        fail(called=call, returned=trouble, expected="a dict with `parts`, `limit` and, of several parts, a `ranker`, as the statement describes it")
    parts = asked["parts"]
    reads = f"{call}, which is {' and '.join(read(p) for p in parts)}"
    try:
        return sent(client, asked, parts), asked, reads
    except (MilvusException, TypeError, ValueError) as error:
        fail(called=reads, returned=f"{type(error).__name__}: {getattr(error, 'message', error)}"[:250], expected="an answer", why="This is what your request asks for.")


def read(part):
    return f"{part['field']}, limit {part['limit']}" + (f", filter {part['filter']!r}" if part.get("filter") else "")


def malformed(asked):
    """What is not as the statement says, or empty."""
    if not isinstance(asked, dict) or not isinstance(asked.get("parts"), list) or not asked["parts"]:
        return repr(asked)[:200]
    if unknown := sorted(str(k) for k in set(asked) - WHOLE):
        return f"a key {unknown[0]!r}"
    for part in asked["parts"]:
        if not isinstance(part, dict) or part.get("field") not in FIELDS or "query" not in part or "limit" not in part:
            return f"a part {str({k: v for k, v in part.items() if k != 'query'} if isinstance(part, dict) else part)[:160]}"
        if unknown := sorted(str(k) for k in set(part) - PART):
            return f"a part with a key {unknown[0]!r}"
    if not all(whole(n) for n in (asked.get("limit"), asked.get("offset") or 0, *(p["limit"] for p in asked["parts"]))):
        return "a limit or an offset that is no whole number"
    ranker, names = asked.get("ranker"), [p["field"] for p in asked["parts"]]
    if len(names) == 1:
        return "one part and a ranker" if ranker else ""
    if isinstance(ranker, dict) and set(ranker) == {"rrf"} and whole(ranker["rrf"]):
        return ""
    if isinstance(ranker, dict) and isinstance(ranker.get("weights"), dict) and set(ranker["weights"]) == set(names) and isinstance(ranker.get("normalized"), bool) and len(ranker) == 2 and len(names) == len(set(names)):
        return ""
    return f"{len(names)} parts and the ranker {str(ranker)[:160]}"


def whole(n):
    return isinstance(n, int) and not isinstance(n, bool) and n >= 0


def sent(client, asked, parts):
    limits = {"limit": asked["limit"], "offset": asked.get("offset") or 0, "timeout": 20}
    if len(parts) == 1:
        (part,) = parts
        limits["limit"] = min(limits["limit"], part["limit"])
        (hits,) = client.search("prints", data=[part["query"]], anns_field=part["field"], filter=part.get("filter") or "", **limits)
    else:
        ranker = asked["ranker"]
        made = RRFRanker(ranker["rrf"]) if "rrf" in ranker else WeightedRanker(*(float(ranker["weights"][p["field"]]) for p in parts), norm_score=ranker["normalized"])
        (hits,) = client.hybrid_search("prints", [AnnSearchRequest([p["query"]], p["field"], {}, limit=p["limit"], expr=p.get("filter") or "") for p in parts], made, **limits)
    return [hit["id"] for hit in hits]


def fits(found, scored, start, size):
    """Whether these ids may stand at these places: their scores are those of the places."""
    scores, wanted = dict(scored), scored[start : start + size]
    return len(found) == len(wanted) and len(set(found)) == len(found) and all(abs(scores.get(i, -9) - s) < 1e-5 for i, (_, s) in zip(found, wanted, strict=True))


def told(found, wanted, reads):
    return {"called": reads, "returned": difference(found, wanted) if set(found) != set(wanted) else f"the right prints in a different order, {found[:3]} first", "expected": f"{len(wanted)} prints, {wanted[:3]} first"}


@check(points=1)
def test_number(submission, client, shop, oracle):
    """number: the captions that share most words, and nothing else counts"""
    rows, asked = shop
    for n in range(6):
        own = rows[101 * n + 3]
        text = f"{own['caption'].split()[0]} {asked[n]['text'].split()[0]}"
        found, made, reads = make(client, submission, "number", {"text": text, "meaning": asked[n]["meaning"]})
        wanted = oracle.words(text, 5)
        if len(made["parts"]) > 1 and found != wanted:
            misconception("more-fields-find-more", evidence=f"{len(set(found) - set(wanted))} of the five come from another ranking than that of the words", **told(found, wanted, reads),
                          why="A number has no meaning and no look, and a model gives it one all the same. Which ranking is about the words, and who has asked for another?")
        if len(made["parts"]) > 1:
            fail(called=reads, returned=f"{len(made['parts'])} parts", expected="one")
        same(found, wanted, called=reads)


@check(points=1)
def test_lookalike(submission, client, shop, oracle):
    """lookalike: the nearest by look, all of them cheap enough"""
    for given in [*({k: q[k] for k in ("look", "price")} for q in shop[1][6:11]), {"look": shop[1][3]["look"], "price": 1}]:
        found, made, reads = make(client, submission, "lookalike", given)
        wanted = oracle.near("look", given["look"], given["price"])[:10]
        if not fits(found, wanted, 0, 10):
            fail(**told(found, [i for i, _ in wanted], reads), why="Ten prints, each cheaper than the price, nearest first.")


@check(points=2)
def test_phrase(submission, client, shop, oracle):
    """phrase: two rankings, and places decide"""
    for q in shop[1][11:19]:
        given = {k: q[k] for k in ("text", "meaning")}
        found, made, reads = make(client, submission, "phrase", given)
        order = oracle.phrase(**given)
        if not fits(found, order, 0, 10):
            fail(**told(found, [i for i, _ in order[:10]], reads), why="Each of the two rankings is a hundred prints long, and a print's places in them decide.")


@check(points=2)
def test_mood(submission, client, shop, oracle):
    """mood: two scores, three to one"""
    for q in shop[1][19:26]:
        given = {k: q[k] for k in ("meaning", "look")}
        found, made, reads = make(client, submission, "mood", given)
        order = oracle.mood(**given)
        if fits(found, order, 0, 10):
            continue
        said = told(found, [i for i, _ in order[:10]], reads)
        ranker = made.get("ranker") or {}
        if ranker.get("normalized") is False and "weights" in ranker:
            misconception("scores-are-scores", evidence="the scores are not brought into one range, and one of them is a squared distance", **said,
                          why="COSINE lies between -1 and 1 and grows with likeness. What are the bounds of L2, and which end of it is good?")
        fail(**said, why="How much better a print is counts too, so this is no matter of places; and the meaning counts three times as much.")


@check(points=2, after="test_phrase")
def test_bargain(submission, client, shop, oracle):
    """bargain: every one of the ten is cheap enough"""
    prices = {r["id"]: r["price"] for r in shop[0]}
    for q in [*shop[1][26:33], {**shop[1][5], "price": 2}]:
        given = {k: q[k] for k in ("text", "meaning", "price")}
        found, made, reads = make(client, submission, "bargain", given)
        order = oracle.phrase(given["text"], given["meaning"], given["price"])
        if fits(found, order, 0, 10):
            continue
        said = told(found, [i for i, _ in order[:10]], reads)
        dear = [i for i in found if prices.get(i, 0) >= given["price"]]
        filters = [bool(p.get("filter")) for p in made["parts"]]
        if dear and any(filters) and not all(filters):
            misconception("one-filter-is-enough", evidence=f"{len(dear)} of the ten cost {given['price']} or more, and {sum(filters)} of {len(filters)} parts have a filter", **said, why="Each part is a search of its own. Who tells the other one about the price?")
        fail(**said, why="Two rankings of the prints that are cheaper, a hundred long each, fused by places.")


@check(points=2, after="test_phrase")
def test_more(submission, client, shop, oracle):
    """more: a page continues the one before"""
    for q in shop[1][33:38]:
        given = {k: q[k] for k in ("text", "meaning")}
        order = oracle.phrase(**given)
        for page in (0, 1, 2, 5):
            found, made, reads = make(client, submission, "more", {**given, "page": page})
            if fits(found, order, 10 * page, 10):
                continue
            said = told(found, [i for i, _ in order[10 * page : 10 * page + 10]], reads)
            depth = 10 * page + 10
            if depth < DEEP and {p["limit"] for p in made["parts"]} == {depth} and fits(found, oracle.phrase(**given, depth=depth), 10 * page, 10):
                misconception("as-deep-as-the-page", evidence=f"this is the fusion of two rankings of {depth} prints, which is another one for every page", **said,
                              why="A print that is twelfth in both rankings is better than one that is first in one. Who has to see it, on the first page?")
            fail(**said, why=f"Places {10 * page + 1} to {10 * page + 10} of the same answer as on every other page.")

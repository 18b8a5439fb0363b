"""Checks of ch14/ex02. Models and judgments are the checks' own: how good a model is, and for which group, is known beforehand."""

import numpy as np
import pytest

from grader.checks import check, close, fail, misconception, require, same

CLUSTERS, SIZE, K = 90, 4, 7
EVEN = (("shoes", 30), ("bags", 30), ("hats", 30))


class Market:
    """Products in clusters, queries that mean a cluster each, and models that see them more or less clearly."""

    def __init__(self, client, support, seed, number, groups):
        self.client, self.support, self.seed = client, support, seed
        self.rng = np.random.default_rng([seed, 142, number])
        self.middle = support.unit(self.rng.normal(size=(CLUSTERS, 12)))
        self.ids = [int(i) for i in 1000 + self.rng.choice(90_000, size=CLUSTERS * SIZE, replace=False)]
        self.group = [name for name, count in groups for _ in range(count)]
        self.cluster = [int(c) for c in self.rng.integers(0, CLUSTERS, size=len(self.group))]
        self.judged = [
            {"query": f"query {n}", "group": group, "right": [self.ids[c * SIZE + int(j)] for j in self.rng.permutation(SIZE)[: 1 + n % SIZE]]}
            for n, (group, c) in enumerate(zip(self.group, self.cluster, strict=True))
        ]
        self.turns = {}

    def model(self, label, blur, asked=None):
        """Stored vectors, and the vectors of the queries: `blur` is how unclearly each group is seen. Models with a different label share no space."""
        rng = np.random.default_rng([self.seed, 1420, len(label), sum(map(ord, label))])
        turn = np.linalg.qr(rng.normal(size=(32, 32)))[0][:12]
        products = np.repeat(self.middle, SIZE, axis=0) + 0.12 * rng.normal(size=(CLUSTERS * SIZE, 12))
        noise = np.array([blur.get(group, blur["*"]) for group in self.group])[:, None]
        queries = self.middle[self.cluster] + noise * rng.normal(size=(len(self.group), 12))
        return self.support.unit(products @ turn), self.support.unit(queries @ turn)

    def stored(self, name, vectors):
        self.support.collection(self.client, name)
        self.client.insert(name, [{"id": i, "vector": v.tolist()} for i, v in zip(self.ids, vectors, strict=True)])
        return name

    def recall(self, products, queries):
        near = np.argsort(-(queries @ products.T), axis=1)[:, :K]
        return np.array([len({self.ids[i] for i in row} & set(j["right"])) / len(j["right"]) for row, j in zip(near, self.judged, strict=True)])


def expected(market, old, new, joined=20):
    """What the statement says of two arrays of recalls, and what a wrong reading of it says."""
    change = new - old
    spread = change.std(ddof=1) / np.sqrt(len(change))
    names = [g if market.group.count(g) >= joined else "others" for g in market.group]
    means = {g: float(np.mean([c for c, n in zip(change, names, strict=True) if n == g])) for g in set(names)}
    floor = float(change.mean() - 1.64 * spread)
    losers = sorted(g for g, m in means.items() if m < -0.05)
    return {"passes": floor >= -0.02 and not losers, "old": float(old.mean()), "new": float(new.mean()), "floor": floor, "losers": losers, "means": means,
            "apart": float(change.mean() - 1.64 * np.sqrt((old.var(ddof=1) + new.var(ddof=1)) / len(change)))}  # fmt: skip


def drawn(client, support, seed, number, groups, blur_old, blur_new, like):
    """A market and its two models; the first one of many that is `like` what the check wants to ask."""
    for attempt in range(80):
        market = Market(client, support, seed, 1000 * attempt + number, groups)
        old, new = market.model("old", blur_old), market.model("candidate", blur_new)
        wanted = expected(market, market.recall(*old), market.recall(*new))
        if like is None or like(wanted):
            return market, wanted, old, new
    raise AssertionError(f"no market of 80 is as check {number} wants it; the last one: {wanted}")


@pytest.fixture
def decided(submission, client, milvus, support, seed, fresh):
    """Build both collections, call the gate, compare all that it said and did."""

    def run(number, call, blur_old, blur_new, groups=EVEN, right=None, by_group=True, like=None):
        market, wanted, (rows_old, ask_old), (rows_new, ask_new) = drawn(client, support, seed, number, groups, blur_old, blur_new, like)
        old, new = market.stored(fresh("old"), rows_old), market.stored(fresh("new"), rows_new)
        alias = fresh("products")
        client.create_alias(collection_name=old, alias=alias)
        place = {row["query"]: n for n, row in enumerate(market.judged)}
        models = [lambda texts, table=table: [[float(x) for x in table[place[t]]] for t in texts] for table in (ask_old, ask_new)]
        if right is not None and wanted["passes"] is not right:
            raise AssertionError(f"the checks' own models are off: {wanted}")
        call = f"gate() of {call}"
        milvus.forget()
        found = submission.gate(client, alias, new, *models, market.judged, K)
        require(isinstance(found, dict) and {"passes", "old", "new", "floor", "losers"} <= set(found), called=call, returned=found, expected="a dict with passes, old, new, floor and losers")
        mixed = float(market.recall(rows_new, ask_old).mean())
        if isinstance(found["new"], float) and abs(found["new"] - mixed) < 1e-6 and abs(mixed - wanted["new"]) > 0.02:
            misconception("one-model-asks-both", evidence=f"`new` is {mixed:.3f}: exactly what the vectors of the old model find among the rows of the candidate", called=call, returned=f"new = {mixed:.3f}", expected=f"{wanted['new']:.3f}",
                          why="The rows of the candidate were made by a different model. Which one has to embed the query that is compared with them?")
        for key in ("old", "new"):
            close(found[key], wanted[key], called=f"`{key}` of {call}", why=f"The mean recall at {K}, over all judged queries.", atol=1e-4)
        if isinstance(found["floor"], float) and abs(found["floor"] - wanted["apart"]) < 1e-5 and abs(wanted["apart"] - wanted["floor"]) > 1e-4:
            misconception("two-averages-apart", evidence="`floor` is what comes of the spread of both recalls, as if they were measured on different queries", called=call, returned=f"{found['floor']:.4f}", expected=f"{wanted['floor']:.4f}",
                          why="Both models answered the same queries, and a hard query is hard for both. What varies is the change per query.")
        close(found["floor"], wanted["floor"], called=f"`floor` of {call}", why="Mean change, minus 1.64 standard errors of the changes.", atol=1e-4)
        lead = client.describe_alias(alias=alias)["collection_name"]
        if found["passes"] is True and lead == new and wanted["losers"] and wanted["floor"] >= -0.02:
            worst = min(wanted["means"], key=wanted["means"].get)
            misconception("the-mean-hides-a-group", evidence=f"the average is fine and “{worst}” changes by {wanted['means'][worst]:+.2f}; the candidate was let in", called=call, returned=f"passes, losers {found['losers']}", expected=f"stopped, losers {wanted['losers']}",
                          why="Those who ask for this group do not see the average. What does the change look like group by group?")
        if by_group or not wanted["losers"]:
            same(sorted(found["losers"]), wanted["losers"], called=f"`losers` of {call}", why="Groups whose mean change is below -0.05; those with fewer than 20 queries are judged together, as “others”.")
            same(found["losers"], wanted["losers"], called=f"the order of `losers` of {call}")
        same(found["passes"], wanted["passes"], called=f"`passes` of {call}", why=f"The floor is {wanted['floor']:+.3f}, and the losers are {wanted['losers']}.")
        same(lead, new if wanted["passes"] else old, called=f"the collection that the alias leads to after {call}", why="Readers get the candidate if it passes, and nothing changes for them if not.")
        moves = [c.method for c in milvus.calls() if c.method in ("AlterAlias", "CreateAlias", "DropAlias")]
        same(moves, ["AlterAlias"] if wanted["passes"] else [], called=f"the calls that {call} made for the alias", why="Readers ask it all the while: it moves once, if the candidate passes, and otherwise it is not touched.")
        for name in (old, new):
            if not client.has_collection(name):
                fail(called=f"the collections after {call}", returned=f"{'the old one' if name == old else 'the candidate'} is gone", expected="both stay", why="Without the old one there is no way back.")
        return wanted

    return run


@check(points=2)
def test_better_and_worse(decided):
    """A better model passes, a worse one does not"""
    decided(1, "a candidate that sees everything more clearly", {"*": 0.35}, {"*": 0.2}, right=True)
    decided(2, "a candidate that sees everything less clearly", {"*": 0.2}, {"*": 0.35}, right=False, by_group=False)


@check(points=2, after="test_better_and_worse")
def test_a_group_that_loses(decided):
    """A group that loses stops a candidate whose average rises"""
    decided(3, "a candidate that is better but for one group", {"*": 0.3}, {"*": 0.1, "hats": 0.6}, (("shoes", 120), ("bags", 120), ("hats", 40)), right=False)
    decided(4, "a candidate that loses in two groups", {"*": 0.3}, {"*": 0.1, "hats": 0.6, "belts": 0.6}, (("shoes", 160), ("hats", 40), ("bags", 160), ("belts", 40)), right=False)


@check(points=2, after=("test_better_and_worse", "test_a_group_that_loses"))
def test_small_groups(decided):
    """Groups of fewer than 20 queries are judged together"""
    some = (("shoes", 170), ("hats", 19), ("belts", 12), ("bags", 20))
    decided(5, "a candidate that loses in one small group, and gains in the others", {"*": 0.35}, {"*": 0.1, "belts": 0.7}, (("shoes", 150), ("hats", 19), ("belts", 3), ("bags", 20)), right=True)
    decided(10, "a candidate that loses in two small groups, 14 queries together", {"*": 0.3}, {"*": 0.1, "hats": 0.8, "belts": 0.8}, (("shoes", 170), ("hats", 8), ("belts", 6), ("bags", 20)), right=False)
    decided(6, "a candidate that loses in two small groups", {"*": 0.3}, {"*": 0.1, "hats": 0.7, "belts": 0.7}, some, right=False)
    decided(7, "a candidate that loses in a group of exactly 20", {"*": 0.3}, {"*": 0.1, "bags": 0.7}, some, right=False)


@check(points=2, after="test_better_and_worse")
def test_chance(decided):
    """Few queries prove little, and many may prove that nothing was lost"""
    unsure = lambda w: 0 < w["new"] - w["old"] < 0.06 and w["floor"] < -0.03  # noqa: E731
    decided(8, "a candidate that is a little better, on 30 queries", {"*": 0.33}, {"*": 0.32}, (("shoes", 30),), right=False, like=unsure)
    harmless = lambda w: -0.017 < w["floor"] < -0.003 and not w["losers"] and -0.04 < min(w["means"].values()) < -0.002  # noqa: E731
    decided(9, "a candidate that is about as good, on 1,000 queries", {"*": 0.33}, {"*": 0.325}, (("shoes", 500), ("hats", 500)), right=True, like=harmless)

"""Checks of ch14/ex01. The model is the checks' own, and remembers what it was asked."""

import numpy as np
import pytest

from grader.checks import SubmissionError, check, difference, fail, misconception, no_second_row, require, same

FIELDS = [("text", "VARCHAR", {"max_length": 500}), ("recipe", "VARCHAR", {"max_length": 64})]


def clean(text):
    """What the starter's function does to the texts of these checks: one letter in two parts, and white space."""
    return " ".join(text.replace("e\u0301", "é").split())


class Desk:
    """A collection, the articles of tonight, and what the model was asked."""

    def __init__(self, submission, client, support, seed, name):
        self.submission, self.client, self.support, self.name = submission, client, support, name
        self.rng, self.names = np.random.default_rng([seed, 141]), support.pool(seed)[1]
        self.versions = lambda version: support.Model(seed, version)
        support.collection(client, name, FIELDS, key=("doc", "VARCHAR", {"max_length": 40}))

    def articles(self, n, start=0):
        numbers = self.rng.permutation(9000)[:n]
        long = "Since the update of last week, on every machine of the second floor,  it's  \"broken\"\n(again): "
        return [{"doc": f"kb-{numbers[i]}", "text": f"{self.names[start + i]}:  it's  \"broken\"\n(again) {start + i}" if i % 3 else f"{long}{start + i} {self.names[start + i]}"} for i in range(n)]

    def run(self, articles, version, call, submission=None, stop_after=None):
        """Run once; the texts that the model was asked for."""
        model = self.versions(version)
        model.stop_after = stop_after
        shuffled = [articles[i] for i in self.rng.permutation(len(articles))]
        try:
            count = (submission or self.submission).run(self.client, self.name, shuffled, model, version)
        except SubmissionError:
            if stop_after is None:
                raise
            return model.asked
        if stop_after is not None:
            fail(called=call, returned=count, expected="the error of embed", why="An error that is swallowed looks like a night without work.")
        longest = max(map(len, model.calls), default=0)
        require(longest <= 64 and all(model.calls), called=call, returned=f"calls of embed with {sorted({len(c) for c in model.calls})} texts", expected="1 to 64 texts in each call")
        dirty = [text for text in model.asked if text != clean(text)]
        if dirty:
            fail(called=call, returned=f"embed was given {dirty[0]!r}", expected=f"{clean(dirty[0])!r}", why="The model sees cleaned texts only, when it is asked for an article and when it is asked for a query.")
        twice = len(model.asked) - len(set(model.asked))
        require(twice == 0, called=call, returned=f"{twice} texts that embed was given a second time in the same run", expected="each text once", why="Two articles with one text have one vector.")
        same(count, len(model.asked), called=call, why="The number of texts that embed was given.")
        return model.asked

    def holds(self, articles, version, call):
        """The collection is what the articles say."""
        found, model = self.support.everything(self.client, self.name, "doc"), self.versions(version)
        wanted = {a["doc"]: a["text"] for a in articles}
        require(set(found) == set(wanted), called=f"the rows after {call}", returned=difference(sorted(found), sorted(wanted), "article"), expected=f"{len(wanted)} articles", why="One row per article of tonight, and no other.")
        for doc, text in wanted.items():
            same(found[doc]["text"], text, called=f"`text` of {doc} after {call}", why="The text is stored as it was written.")
            size = len(str(found[doc]["recipe"]).encode())
            require(size <= 64, called=f"`recipe` of {doc} after {call}", returned=f"{size} bytes", expected="at most 64, as the field says", why="Milvus Lite stores more than a VARCHAR may hold; a server refuses the row.")
            if not np.allclose(found[doc]["vector"], model.vector(clean(text)), atol=1e-5):
                fail(called=f"`vector` of {doc} after {call}", returned=f"{np.round(found[doc]['vector'][:3], 3).tolist()}…", expected=f"{np.round(model.vector(clean(text))[:3], 3).tolist()}…, what {version} says of its cleaned text",
                     why="A vector belongs to one text and one model.")


@pytest.fixture
def desk(submission, client, support, seed, fresh):
    return Desk(submission, client, support, seed, fresh("articles"))


@check(points=1)
def test_the_first_night(desk):
    """The first night, every article gets its vector"""
    articles = desk.articles(150)
    articles[7]["text"] = articles[3]["text"]
    articles[8]["text"] = " " + articles[3]["text"].replace(" ", "   ")
    articles[9]["text"] = "Cafe\u0301 au lait, to go"
    call = "run() on an empty collection, with 150 articles of 148 texts"
    asked = desk.run(articles, "v1", call)
    same(len(asked), 148, called=f"the number of texts embedded by {call}", why="Three articles have the same text once it is cleaned.")
    desk.holds(articles, "v1", call)
    same(desk.run([], "v1", "run() without articles"), [], called="the texts embedded by run() without articles")
    desk.holds([], "v1", "a night on which every article is gone")


@check(points=2, after="test_the_first_night")
def test_the_second_night(submission, desk):
    """The second night costs what has changed, and nothing else"""
    articles = desk.articles(2000)
    desk.run(articles, "v1", "run() of 2,000 articles")
    other, call = submission.spawn(), "a second run() of 2,000 articles, in a different process and a different order, when nothing has changed"
    asked = desk.run(articles, "v1", call, other)
    if len(asked) == len(articles):
        misconception("everything-every-night", evidence="all 2,000 texts were embedded again", called=call, returned=len(asked), expected=0, why="A nightly job pays for what changed. What does the row have to remember, so that you need not ask?")
    same(len(asked), 0, called=f"the number of texts embedded by {call}", why="Every row already has the right vector.")
    changed, spaced = articles[10:17], articles[20:25]
    for article in changed:
        article["text"] += " and again"
    for article in spaced:
        article["text"] = article["text"].replace(" ", "\t ") + "\n"
    added = desk.articles(40, start=2100)
    added = [{**a, "doc": "new-" + a["doc"]} for a in added]
    tonight = articles[:1000] + articles[1030:] + added
    call = "run() when 7 texts are new, 5 have other white space, 30 articles are gone and 40 are new"
    asked = desk.run(tonight, "v1", call, other)
    right, blank = {clean(a["text"]) for a in changed + added}, {clean(a["text"]) for a in spaced}
    if set(asked) == right | blank:
        misconception("white-space-is-a-change", evidence=f"the {len(blank)} texts that differ only in white space were embedded again, and nothing else was that should not be", called=call, returned=len(asked), expected=len(right),
                      why="The model sees the cleaned text, and that is what it was. What does the vector depend on?")
    require(set(asked) == right, called=f"the texts embedded by {call}", returned=difference(sorted(asked), sorted(right), "text"), expected=f"{len(right)} texts", why="Those without the right vector.")
    desk.holds(tonight, "v1", call)


@check(points=1, after="test_the_first_night")
def test_texts_change_places(desk, milvus):
    """Articles that exchange their texts have each other's vectors"""
    articles = desk.articles(90)
    desk.run(articles, "v1", "run() of 90 articles")
    for one, two in zip(articles[:20:2], articles[1:20:2], strict=True):
        one["text"], two["text"] = two["text"], one["text"]
    call = "run() when ten pairs of articles have exchanged their texts"
    milvus.forget()
    desk.run(articles, "v1", call)
    desk.holds(articles, "v1", call)
    no_second_row(milvus, call, {desk.name: [a["doc"] for a in articles]}, field="doc")


@check(points=2, after="test_the_first_night")
def test_a_new_model(desk):
    """A new version of the model makes every vector anew, on the way back too"""
    articles = desk.articles(130)
    desk.run(articles, "v1", "run() with v1")
    for version in ("v2", "v1", "v1.1"):
        call = f"run() of the same articles with the model {version}"
        asked = desk.run(articles, version, call)
        if not asked:
            misconception("only-the-text-counts", evidence="the version of the model is a different one, and no text was embedded", called=call, returned=0, expected=len(articles), why="Vectors of two models cannot be compared. What else does a vector depend on, besides the text?")
        same(len(asked), len(articles), called=f"the number of texts embedded by {call}", why="No row has a vector of this version.")
        desk.holds(articles, version, call)


@check(points=2, after=("test_the_first_night", "test_the_second_night"))
def test_a_run_that_ends_early(submission, desk):
    """What was paid for before an error is not paid for again"""
    articles = desk.articles(400)
    call = "run() of 400 articles with a model that fails in its fourth call"
    paid = desk.run(articles, "v1", call, stop_after=3)
    kept = desk.support.everything(desk.client, desk.name, "doc")
    same(len(kept), len(paid), called=f"the number of rows after {call}", why="What a call of embed returned is stored before the next call.")
    rest = desk.run(articles, "v1", "the next run()", submission.spawn())
    again = set(paid) & set(rest)
    require(not again, called="run() after a run that failed in its fourth call", returned=f"{len(again)} texts embedded again", expected="only the texts that are left", why="What was stored need not be bought again.")
    desk.holds(articles, "v1", "the next run()")
    for article in articles[:200]:
        article["text"] += " and again"
    tonight = [*articles, *[{**a, "doc": "new-" + a["doc"]} for a in desk.articles(70, start=700)]]
    call = "run() with 270 new texts and a model that fails in its second call"
    paid = desk.run(tonight, "v1", call, stop_after=1)
    kept, unchanged = desk.support.everything(desk.client, desk.name, "doc"), {a["doc"] for a in articles[200:]}
    require(unchanged <= set(kept), called=f"the rows after {call}", returned=f"{len(unchanged - set(kept))} of the 200 articles that had not changed are gone", expected="all of them", why="A night that fails must not cost what yesterday was paid for.")
    rest = desk.run(tonight, "v1", "the run() after that", submission.spawn())
    wanted = {clean(a["text"]) for a in tonight if a["doc"] not in unchanged} - set(paid)
    require(set(rest) == wanted, called="run() after a run that failed in its second call", returned=difference(sorted(rest), sorted(wanted), "text"), expected=f"the {len(wanted)} texts that are left")
    desk.holds(tonight, "v1", "the run() after that")

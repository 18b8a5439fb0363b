"""Checks of ch06/ex06."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, same

ARTICLES = {"en": 36, "de": 12, "is": 6}
SIZE = 5


class Library:
    """The collection and its passages."""

    def __init__(self, name, rows, query):
        self.name, self.rows, self.query = name, rows, query
        table = np.array([row["vector"] for row in rows])
        self.order = [rows[i] for i in np.argsort(((table - np.array(query)) ** 2).sum(axis=1))]

    def ranking(self, language):
        """Titles by their nearest passage."""
        return list(dict.fromkeys(row["article"] for row in self.order if row["language"] == language))

    def page(self, language, page, size):
        return self.ranking(language)[(page - 1) * size : page * size]


@pytest.fixture(scope="module")
def _libraries():
    return {}


@pytest.fixture
def library(client, seed, support, _libraries):
    """The query is near to an English article, and the Icelandic ones are far from it."""
    if "it" not in _libraries:
        rng = np.random.default_rng([seed, 67])
        drawn = support.draw(seed, rng, sum(ARTICLES.values()))
        first = drawn[0]["vector"]
        drawn.sort(key=lambda row: -np.dot(row["vector"], first))  # from near the first to far from it
        languages = ["en"] * (len(drawn) - ARTICLES["is"])
        for i in rng.choice(np.arange(2, len(languages)), size=ARTICLES["de"], replace=False):
            languages[i] = "de"
        languages += ["is"] * ARTICLES["is"]
        rows = []
        # One English and one Icelandic article are long: five times the rows of a page all come from one article. Not
        # longer, though: the grouping of Milvus Lite looks at ten times the rows and no further, and it is a right answer.
        long = [languages.index("en"), languages.index("is")]
        for i, (card, language) in enumerate(zip(drawn, languages)):
            few = language == "is" or i < 10
            passages = 27 if i in long else int(rng.integers(2, 4) if few else rng.integers(4, 9))
            for _ in range(passages):
                vector = np.array(card["vector"]) + (0.1 if i in long else 0.3) * rng.normal(size=support.DIM) / np.sqrt(support.DIM)
                rows.append({"vector": [float(x) for x in vector], "article": f"On {card['word']}", "language": language})
        ids = rng.choice(900_000, size=len(rows), replace=False) + 100_000
        rows = [{"id": int(ids[i]), **rows[i]} for i in rng.permutation(len(rows))]
        support.store(client, "library", rows, [("article", "VARCHAR", {"max_length": 100}), ("language", "VARCHAR", {"max_length": 8})])
        _libraries["it"] = Library("library", rows, drawn[0]["vector"])
    return _libraries["it"]


def ask(submission, client, library, language, page, size=SIZE):
    """(titles, those that are right, the call)."""
    call = f'results(client, "{library.name}", vector, "{language}", page={page}, size={size})'
    found = submission.results(client, library.name, library.query, language, page, size)
    if not isinstance(found, (list, tuple)) or not all(isinstance(t, str) for t in found):
        fail(called=call, returned=repr(found), expected="a list of titles", why="Readers see titles.")
    return list(found), library.page(language, page, size), call


@check(points=2)
def test_first_page(submission, client, library):
    """Page 1 is full, and has the nearest articles"""
    found, expected, call = ask(submission, client, library, "en", 1)
    if found == library.page("en", 2, SIZE):
        misconception("offset-is-the-page", evidence="these are exactly the articles of page 2", called=call, returned=found, expected=expected,
                      why="How many rows have to be skipped before page 1?")
    first = [row["article"] for row in library.order if row["language"] == "en"][:SIZE]
    if found == list(dict.fromkeys(first)) != expected:
        misconception("distinct-after-limit", evidence=f"the {SIZE} nearest passages come from {len(found)} article{'s' * (len(found) > 1)}, and just these came back",
                      called=call, returned=found, expected=expected, why="`limit` counts rows, and a row is a passage. How many passages make five articles?")
    same(found, expected, called=call, why="A page has as many articles as it can hold, the nearest first.")
    found, expected, call = ask(submission, client, library, "en", 1, size=4)
    same(found, expected, called=call, why="The 27 nearest passages are of one article. How many passages have to be asked for cannot be known before.")


@check(points=3, after="test_first_page")
def test_rare_language(submission, client, library):
    """A language that few articles have, far from the query"""
    found, expected, call = ask(submission, client, library, "is", 1)
    if len(found) < len(expected) and set(found) <= set(expected):
        misconception("filter-after-limit", evidence=f"all that came is right, but {len(expected) - len(found)} of {len(expected)} are missing; their passages are far behind the English ones",
                      called=call, returned=found, expected=expected,
                      why="First cut, then filtered: what is rare is cut off. Who can filter before anything is cut?")
    same(found, expected, called=call, why="The nearest articles in this language, however far they are.")
    found, expected, call = ask(submission, client, library, "de", 1, size=3)
    same(found, expected, called=call, why="The nearest articles in this language.")
    found, expected, call = ask(submission, client, library, "fr", 1)
    same(found, expected, called=call, why="No article is in this language.")


@check(points=2, after="test_first_page")
def test_every_article_once(submission, client, library):
    """All pages together hold every article once, in order"""
    for size in (SIZE, 7):
        ranking, seen = library.ranking("en"), []
        for page in range(1, len(ranking) // size + 3):
            found, expected, call = ask(submission, client, library, "en", page, size)
            again = [t for t in found if t in seen]
            if again:
                fail(called=call, returned=found, expected=expected, why=f"{again[0]!r} stood on an earlier page already.")
            same(found, expected, called=call, why="Where one page ends, the next one begins; after the last one they are empty.")
            seen += found

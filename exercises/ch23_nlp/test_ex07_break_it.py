"""Checks of ch23/ex07. The right retriever and the seven are Retriever, below: each mistake is one condition."""

import re

import pytest
from pymilvus import DataType, Function, FunctionType

from grader.checks import check, fail, misconception, require

SMALL = "a in is it no not of on or the to".split()


class Retriever:
    """Texts in one collection, a case beside the other; `mistake` is empty for the right one."""

    def __init__(self, client, name, cases, mistake=""):
        self.client, self.name, self.mistake = client, name, mistake
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("case", DataType.INT64)
        stop = {"analyzer_params": {"tokenizer": "standard", "filter": ["lowercase", {"type": "stop", "stop_words": SMALL}]}} if mistake == "small words" else {}
        schema.add_field("text", DataType.VARCHAR, max_length=2000, enable_analyzer=True, enable_match=True, **stop)
        schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
        schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
        index = client.prepare_index_params()
        index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
        cut = 100 if mistake == "first 100" else 2000
        client.insert(name, [{"id": 1001 * at + id, "case": at, "text": text[:cut]} for at, case in enumerate(cases) for id, text in case["texts"].items()])

    def find(self, at, query):
        """The ids for a query in the texts of one case."""
        words = re.findall(r"[a-z0-9]+", query.lower())
        if self.mistake == "small words":
            words = [word for word in words if word not in SMALL]
        found = self._matching(at, words, query) if words else []
        if self.mistake == "never empty" and not found:
            rows = self.client.query(self.name, filter=f"case == {at}", output_fields=["text"], limit=100)
            shared = lambda row: len(set(query.lower()) & set(row["text"].lower()))  # noqa: E731 - the nearest of a bad model
            found = [min(rows, key=lambda row: (-shared(row), row["id"]))["id"]]
        found = sorted(id - 1001 * at for id in found)
        return found[:10] if self.mistake == "only ten" else found

    def _matching(self, at, words, query):
        if self.mistake in ("capitals", "inside"):  # these two read the texts themselves
            rows = self.client.query(self.name, filter=f"case == {at}", output_fields=["text"], limit=100)
            if self.mistake == "inside":
                return [row["id"] for row in rows if all(word in row["text"].lower() for word in words)]
            asked = set(re.findall(r"[A-Za-z0-9]+", query))
            return [row["id"] for row in rows if asked <= set(re.findall(r"[A-Za-z0-9]+", row["text"]))]
        joined = (" or " if self.mistake == "any word" else " and ").join(f"text_match(text, '{word}')" for word in words)
        return [row["id"] for row in self.client.query(self.name, filter=f"case == {at} and ({joined})", output_fields=["id"], limit=100)]


@pytest.fixture
def cases(submission):
    """The learner's cases, in the form that the statement has."""
    given = submission.cases()
    call = "cases()"
    require(isinstance(given, list | tuple) and 1 <= len(given) <= 10, called=call, returned=given, expected="a list of 1 to 10 dicts")
    kept = []
    for at, case in enumerate(given):
        where = f"cases()[{at}]"
        require(isinstance(case, dict) and set(case) == {"texts", "query", "found"} and isinstance(case["texts"], dict) and isinstance(case["query"], str) and isinstance(case["found"], list | tuple),
                called=where, returned=case, expected="a dict with `texts` (a dict), `query` (a text) and `found` (a list)")
        texts = case["texts"]
        right = 1 <= len(texts) <= 30 and all(isinstance(id, int) and not isinstance(id, bool) and 1 <= id <= 1000 and isinstance(text, str) and 1 <= len(text) <= 500 for id, text in texts.items())
        require(right, called=where, returned=texts, expected="1 to 30 texts of 1 to 500 characters, ids from 1 to 1,000")
        ascii_only = all(text.isascii() for text in [*texts.values(), case["query"]])
        require(ascii_only, called=where, returned=case, expected="ASCII texts, so that no alphabet decides")
        kept.append({"texts": texts, "query": case["query"], "found": list(case["found"])})
    return kept


@check(points=2)
def test_right_one(client, cases, fresh):
    """The right retriever agrees with every case"""
    right = Retriever(client, fresh("right"), cases)
    for at, case in enumerate(cases):
        found = right.find(at, case["query"])
        if found == case["found"]:
            continue
        told = {"called": f"the right retriever, asked for {case['query']!r} in cases()[{at}]", "returned": found, "expected": f"`found`, which is {case['found']}"}
        if case["found"] and set(found) < set(case["found"]) and all(set(re.findall(r"[a-z0-9]+", case["texts"].get(id, "").lower())) & set(re.findall(r"[a-z0-9]+", case["query"].lower())) for id in case["found"]):
            misconception("any-word-will-do", evidence="`found` has texts with some of the words, and not with all", **told, why="The right retriever wants every word.")
        fail(**told, why="A case has to be right before it can tell what is wrong.")


def told_apart(client, cases, fresh, mistake, why):
    """Fail unless a case tells the retriever with this mistake from the right one."""
    wrong = Retriever(client, fresh("wrong"), cases, mistake)
    if any(wrong.find(at, case["query"]) != case["found"] for at, case in enumerate(cases)):
        return
    told = {"called": f"the retriever with the mistake “{mistake}”", "returned": f"what `found` says, in all {len(cases)} cases", "expected": "a case in which it is wrong"}
    if mistake == "never empty" and all(case["found"] for case in cases):
        misconception("a-test-finds-something", evidence="every case finds something", **told, why="What should come back if nothing is right?")
    fail(**told, why=why)


@check(points=1, after="test_right_one")
def test_any_word(client, cases, fresh):
    """A case tells whether any of the words is enough"""
    told_apart(client, cases, fresh, "any word", "Ask for two words, and have texts with one of them.")


@check(points=1, after="test_right_one")
def test_only_ten(client, cases, fresh):
    """A case tells whether more than ten come back"""
    told_apart(client, cases, fresh, "only ten", "How many texts are right at most, in your cases?")


@check(points=1, after="test_right_one")
def test_first_hundred(client, cases, fresh):
    """A case tells whether long texts are stored whole"""
    told_apart(client, cases, fresh, "first 100", "Where in a text does the word stand?")


@check(points=1, after="test_right_one")
def test_capitals(client, cases, fresh):
    """A case tells whether capitals make a difference"""
    told_apart(client, cases, fresh, "capitals", "Write a word in two ways.")


@check(points=1, after="test_right_one")
def test_inside(client, cases, fresh):
    """A case tells whether a word inside a longer one is found"""
    told_apart(client, cases, fresh, "inside", "Which words have other words in them?")


@check(points=1, after="test_right_one")
def test_small_words(client, cases, fresh):
    """A case tells whether small words count"""
    told_apart(client, cases, fresh, "small words", "Ask for one of the eleven words.")


@check(points=1, after="test_right_one")
def test_never_empty(client, cases, fresh):
    """A case tells whether nothing may come back"""
    told_apart(client, cases, fresh, "never empty", "Ask for what no text has.")

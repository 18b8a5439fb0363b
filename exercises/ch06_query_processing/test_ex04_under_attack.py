"""Checks of ch06/ex04. The grader types what people type, the harmless and the others."""

import re

import numpy as np
import pytest

from grader.checks import SubmissionError, check, fail, misconception, difference

PLAIN = ["Ada", "Li Wei", "Zoë", "李雷", "Ngũgĩ"]
QUOTED = ["O'Brien", 'Ludwig "Lou" Maier', 'the "o\'clock" club', "D'Arc"]
BACKSLASHED = ["CORP\\nils", "CORP\\tom", "CORP\\", "a\\\\b", "\\"]
BROKEN = ["two\nlines", "tab\tbed", "{owner}", "{}", "100%", "a_b", "🙂 hi", "NULL", ""]
ALMOST = ["Ada ", " Ada", "ada", "ADA", "Ada\n", "two\rlines", "two\r\nlines", "o'brien"]
"""Names that are others' names but for a blank, a line break or capitals."""
ALIKE = ["draft", "Draft", "q3_", "Q3_", "first", "ﬁrst", "line\r", "line\n"]
"""Beginnings that differ in capitals, a ligature or the kind of line break; the owner of many has a title with each."""
MANY = 120
"""Documents of one owner with one beginning: more than a hundred."""
STEMS = [
    "100% wool", "100 ways to knit", "100", "100_days", "100Xdays", "Q3_report", "Q3 report", "Q3-report", "_draft", "%", "draft",
    "C:\\temp\\notes", "C:\\", "C:temp", 'He said "no"', "It's late", "line\nbreak", "ﬁrst", "日本の羊", "日本", "back\\% slash", "back\\slash",
]  # fmt: skip


@pytest.fixture(scope="module")
def _archives():
    return {}


@pytest.fixture
def archive(client, seed, support, _archives):
    """(collection, rows). Which user owns what, and which titles there are, depends on the seed."""
    if "it" not in _archives:
        rng = np.random.default_rng([seed, 65])
        owners = PLAIN + QUOTED + BACKSLASHED + BROKEN + ALMOST
        rows = support.draw(seed, rng, 9 * len(owners) + MANY)
        for i, row in enumerate(rows):
            row["owner"] = None if rng.random() < 0.1 else owners[i % len(owners)]
            row["title"] = str(rng.choice(STEMS)) + (f" {row['word']}" if rng.random() < 0.6 else "")
            if i >= 9 * len(owners):
                which = i - 9 * len(owners)
                row["owner"], row["title"] = "Li Wei", f"{ALIKE[which] if which < len(ALIKE) else 'minutes of'} {row['word']}"
            del row["word"]
        support.store(client, "archive", rows, [("owner", "VARCHAR", {"max_length": 200, "nullable": True}), ("title", "VARCHAR", {"max_length": 300})])
        _archives["it"] = rows
    return "archive", _archives["it"]


def attempt(make, support, call):
    """(ids or None, the message of Milvus' refusal or "")."""
    try:
        return sorted(support.ids_of(make(), call)), ""
    except SubmissionError as error:
        if "Milvus" not in error.type:
            raise
        return None, error.message


def owned(rows, *owners):
    return sorted(row["id"] for row in rows if row["owner"] in owners and row["owner"] is not None)


def refused(call, message, expected):
    if "escape sequence \\u" in message:
        fail(called=call, returned=f"Milvus refused the filter: {message[:200]}", expected=f"{len(expected)} ids",
             why="This Milvus knows no \\u. Letters of any script stand for themselves; json.dumps needs ensure_ascii=False for that.")
    fail(called=call, returned=f"Milvus refused the filter: {message[:200]}", expected=f"{len(expected)} ids",
         why="What a user typed has become a part of the filter, and the filter no longer makes sense.")


@check(points=1)
def test_plain_names(submission, client, archive, support):
    """Ordinary names: one owner, several owners, none"""
    name, rows = archive
    for owner in ("Ada", "Li Wei", "Zoë", "李雷"):
        call = f"mine(client, name, {owner!r})"
        found, message = attempt(lambda o=owner: submission.mine(client, name, o), support, call)
        if found != owned(rows, owner):
            refused(call, message, owned(rows, owner)) if message else fail(called=call, returned=difference(found, owned(rows, owner)), expected=f"{len(owned(rows, owner))} ids")
    for owners in (["Ada", "Zoë"], ["李雷"], []):
        call = f"of_these(client, name, {owners!r})"
        found, message = attempt(lambda o=owners: submission.of_these(client, name, o), support, call)
        if found != owned(rows, *owners):
            refused(call, message, owned(rows, *owners)) if message else fail(
                called=call, returned=difference(found, owned(rows, *owners)), expected=f"{len(owned(rows, *owners))} ids", why="An empty list holds no owner.")


@check(points=3, after="test_plain_names")
def test_attacks(submission, client, archive, rng, support):
    """Names written to break out of their quotes find nothing"""
    name, rows = archive
    victim = str(rng.choice(PLAIN))
    attacks = []
    for q in ('"', "'"):
        attacks += [
            f"x{q} or id >= 0 or owner == {q}x", f"{q} || title >= {q}", f"x{q}] or id >= 0 or owner in [{q}x",
            f"{q} or owner == {q}{victim}",
        ]  # fmt: skip
    attacks = [attacks[i] for i in rng.permutation(len(attacks))]
    for attack in attacks:
        for call, make, expected in (
            (f"mine(client, name, {attack!r})", lambda a=attack: submission.mine(client, name, a), []),
            (f"of_these(client, name, ['{victim}', {attack!r}])", lambda a=attack: submission.of_these(client, name, [victim, a]), owned(rows, victim)),
            (f"titled(client, name, 'Ada', {attack!r})", lambda a=attack: submission.titled(client, name, "Ada", a), []),
        ):
            found, message = attempt(make, support, call)
            leaked = sorted(set(found or []) - set(expected))
            if leaked:
                whose = sorted({str(r["owner"]) for r in rows if r["id"] in leaked})[:4]
                misconception("put-into-the-string", evidence=f"{len(leaked)} documents of other people came back, such as those of {', '.join(map(repr, whose))}",
                              called=call, returned=difference(found, expected), expected=f"{len(expected)} ids",
                              why="A quote in the value ended the quotes of the filter, and what followed was obeyed. What has to stand before a quote so that it stays a letter?")
            if message:
                refused(call, message, expected)
            if found != expected:
                fail(called=call, returned=difference(found, expected), expected=f"{len(expected)} ids", why="An attacker among the names must not hide what others have.")


@check(points=2, after="test_attacks")
def test_odd_names(submission, client, archive, support):
    """Odd names that people really have are found"""
    name, rows = archive
    wrong = []
    for owner in QUOTED + BROKEN + BACKSLASHED + ALMOST:
        call = f"mine(client, name, {owner!r})"
        expected = owned(rows, owner)
        found, message = attempt(lambda o=owner: submission.mine(client, name, o), support, call)
        if found != expected:
            wrong.append((owner, call, expected, found, message))
    if wrong and all("\\" in owner for owner, *_ in wrong):
        owner, call, expected, found, message = wrong[0]
        misconception("only-quotes-escaped", evidence=f"names with quotes are found; {len(wrong)} of {len(BACKSLASHED)} names with a backslash are not",
                      called=call, returned=f"Milvus refused it: {message[:120]}" if message else difference(found, expected), expected=f"{len(expected)} ids",
                      why="The backslash is what escapes. What becomes of one that stands in the name itself?")
    for _, call, expected, found, message in wrong:
        refused(call, message, expected) if message else fail(called=call, returned=difference(found, expected), expected=f"{len(expected)} ids",
                                                            why="Nothing may be taken away from a name, and nothing added.")
    for q in ('"', "'"):  # a backslash of the attacker's own, before the quote
        for attack in (f"\\{q} or id >= 0 or owner == \\{q}", f"\\{q} or id >= 0 or {q}x\\{q} == {q}"):
            call = f"mine(client, name, {attack!r})"
            found, message = attempt(lambda a=attack: submission.mine(client, name, a), support, call)
            if found != []:
                refused(call, message, []) if message else fail(called=call, returned=difference(found, []), expected="no ids",
                                                            why="The backslash was the attacker's, and it has switched off yours.")
    for owners in (QUOTED + BACKSLASHED, ["Li Wei", "Ada "], BROKEN + ALMOST):
        call = f"of_these(client, name, {owners})"
        expected = owned(rows, *owners)
        found, message = attempt(lambda o=owners: submission.of_these(client, name, o), support, call)
        if found != expected:
            refused(call, message, expected) if message else fail(called=call, returned=difference(found, expected), expected=f"{len(expected)} ids",
                                                                why="Exactly these owners, and all of their documents.")


@check(points=2, after="test_odd_names")
def test_beginnings(submission, client, archive, rng, support):
    """A beginning is taken character by character"""
    name, rows = archive
    asked = [("Li Wei", beginning) for beginning in [*ALIKE, "minutes of "]]
    for beginning in ["", "100% ", "100_", "Q3_", "_", "%", "日本", "line\n", 'He said "', "It's", "nobody wrote this", "C:\\", "back\\%", "back\\"]:
        for owner in [str(rng.choice(PLAIN)), "O'Brien"]:
            asked.append((owner, beginning))
    for owner, beginning in asked:
        own = [r for r in rows if r["owner"] == owner]
        expected = sorted(r["id"] for r in own if r["title"].startswith(beginning))
        call = f"titled(client, name, {owner!r}, {beginning!r})"
        found, message = attempt(lambda o=owner, b=beginning: submission.titled(client, name, o, b), support, call)
        extra = [r["title"] for r in own if r["id"] in set(found or []) - set(expected)]
        pattern = re.compile("".join({"%": ".*", "_": "."}.get(c, re.escape(c)) for c in beginning), re.DOTALL)
        if extra and set(expected) <= set(found) and all(pattern.match(title) for title in extra):
            misconception("like-takes-it-literally", evidence=f"the title {extra[0]!r} came back, which does not begin with {beginning!r}, but matches it as a pattern",
                          called=call, returned=difference(found, expected), expected=f"{len(expected)} ids",
                          why="In a LIKE pattern % and _ stand for other characters. How does a pattern say that it means a percent sign?")
        if message:
            refused(call, message, expected)
        if found != expected:
            fail(called=call, returned=difference(found, expected), expected=f"{len(expected)} ids",
                 why="Count the backslashes: LIKE reads one of two, and the quotes have read one of two before.")


@check(points=1, after="test_plain_names")
def test_nothing_leaves(submission, client, milvus, archive, support):
    """Only the owner's documents leave Milvus"""
    name, rows = archive
    allowed = set(owned(rows, "Ada"))
    for call, make in (
        ("mine(client, name, 'Ada')", lambda: submission.mine(client, name, "Ada")),
        ("of_these(client, name, ['Ada'])", lambda: submission.of_these(client, name, ["Ada"])),
        ("titled(client, name, 'Ada', '100')", lambda: submission.titled(client, name, "Ada", "100")),
    ):
        milvus.forget()
        attempt(make, support, call)
        for heard in [c for c in milvus.calls() if c.method in ("Query", "Search") and not getattr(c.request, "expr_template_values", {})]:
            # The same filter, asked by the grader: whose documents does it let out?
            said = heard.request.expr if heard.method == "Query" else heard.request.dsl
            let_out = {r["id"] for r in client.query(name, filter=said, output_fields=["id"], limit=10_000)}
            if let_out - allowed:
                misconception("filtered-at-home", evidence=f"the filter {said[:80]!r} lets {len(let_out - allowed)} documents of others out",
                              called=call, returned="a query for other people's documents", expected="a filter that names the owner",
                              why="What has left Milvus can be logged, cached and leaked. Let the filter choose.")

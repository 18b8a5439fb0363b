"""Checks of ch24/ex04: what has to go is computed once more, without Milvus."""

import pytest

from grader.checks import check, fail, misconception, require, same

FIELDS = [("kind", "VARCHAR", {"max_length": 200}), ("written", "INT64", {})]
DAY = 86_400
NOW = 1_770_000_123
KINDS = ["invoice", "Invoice", "log", "log ", 'draft "B"', "o'clock", "a\\b", "帳簿", "", "%", "con_tract", 'x" or kind != "']


def expected(rows, rules, now, holds):
    return sorted(i for i, (kind, written) in rows.items() if rules.get(kind) is not None and written + rules[kind] * DAY <= now and i not in set(holds))


@pytest.fixture
def store(client, support, fresh, seed):
    flat = support.pool(seed)

    def make(rows):
        name = support.collection(client, fresh("documents"), FIELDS)
        support.fill(client, name, [{"id": i, "kind": k, "written": w, "vector": flat[n % len(flat)]} for n, (i, (k, w)) in enumerate(rows.items())])
        return name

    return make


def compare(submission, client, support, name, rows, rules, now, holds, called, why=""):
    """due() first, then expire(), then what is left; the rows that stay."""
    wanted = expected(rows, rules, now, holds)
    said = submission.due(client, name, rules, now, holds)
    differs(said, wanted, f"due() {called}", why)
    same(len(support.everything(client, name, ("id",))), len(rows), called=f"the number of documents after due() {called}", why="due() only reads.")
    differs(submission.expire(client, name, rules, now, holds), wanted, f"expire() {called}", why)
    left = {r["id"] for r in support.everything(client, name, ("id",))}
    stay = {i: r for i, r in rows.items() if i not in set(wanted)}
    more, gone = left - stay.keys(), stay.keys() - left
    require(not more and not gone, called=f"the documents after expire() {called}", returned=f"{len(more)} that had to go are there, {len(gone)} that had to stay are gone", expected=f"{len(stay)} documents")
    return stay


def differs(said, wanted, called, why):
    if said == wanted:
        return
    require(isinstance(said, list), called=called, returned=said, expected="a list of ids")
    more, less = [i for i in said if i not in set(wanted)], [i for i in wanted if i not in set(said)]
    fail(called=called, returned=f"{len(said)} ids: {len(more)} that may stay" + (f", among them {more[0]}" if more else "") + f", {len(less)} missing" + (f", among them {less[0]}" if less else "") if more or less else "the right ids, in a different order, or one twice", expected=f"{len(wanted)} ids, ascending", why=why)


@check(points=2)
def test_the_very_second(submission, client, support, store, rng):
    """A document goes in the second that its rule names, and not in the one before"""
    for days in (30, 1, 0, 400):
        around = [-DAY, -3600, -2, -1, 0, 1, 2, 3600, DAY]
        ids = support.ids(rng, len(around) + 3)
        rows = {i: ("log", NOW - days * DAY - d) for i, d in zip(ids, around, strict=False)} | {ids[-1]: ("log", -50_000), ids[-2]: ("log", 0), ids[-3]: ("log", NOW + 5)}
        name, rules = store(rows), {"log": days}
        said = submission.due(client, name, rules, NOW, [])
        late = [i for i, (_, w) in rows.items() if w + days * DAY < NOW]
        if said == sorted(late):
            misconception("a-day-more-is-safe", evidence=f"only the document of the very second {days} days ago is missing", called=f"due() with {rules}", returned=f"{len(late)} ids", expected=len(late) + 1, why="Written at 1,000 and kept for a day: is it there at 87,400?")
        compare(submission, client, support, name, rows, rules, NOW, [], f"with {rules}", "From which second on has it to go?")


@check(points=3, after="test_the_very_second")
def test_kinds(submission, client, support, store, rng):
    """Each kind has its own time: some forever, some by no rule, whatever they are called"""
    for n in range(4):
        ids = support.ids(rng, 500)
        rows = {i: (KINDS[int(rng.integers(len(KINDS)))], NOW - int(rng.integers(-3, 60)) * DAY - int(rng.integers(0, 2))) for i in ids}
        chosen = [KINDS[int(i)] for i in rng.permutation(len(KINDS))][:7]
        rules = dict(zip(chosen, [None, 30, 7, 0, None, 12, 55], strict=True)) if n < 3 else {k: 10 for k in KINDS[:-1]}
        name = store(rows)
        called = f"with rules for {len(rules)} of {len(KINDS)} kinds"
        said = submission.due(client, name, rules, NOW, [])
        finite = [d for d in rules.values() if d is not None]
        if said == expected(rows, {k: rules.get(k, min(finite)) for k in KINDS}, NOW, []) and said != expected(rows, rules, NOW, []):
            misconception("no-rule-means-the-shortest", evidence=f"{len(said)} ids, as if every kind without a rule had {min(finite)} days", called=f"due() {called}", returned="documents of kinds that no rule names", expected="documents that a rule names", why="Which rule deletes these?")
        if said == expected(rows, {k: d or 0 for k, d in rules.items()}, NOW, []) and said != expected(rows, rules, NOW, []):
            misconception("forever-is-zero-days", evidence=f"{len(said)} ids, as if None were 0", called=f"due() {called}", returned="documents that are kept forever", expected="none of these", why="What is None, and what is 0?")
        stay = compare(submission, client, support, name, rows, rules, NOW, [], called)
        compare(submission, client, support, name, stay, rules, NOW + 20 * DAY, [], f"{called}, twenty days later")
    same(submission.due(client, name, {}, NOW, []), [], called="due() without rules")
    same(submission.expire(client, name, {"no such kind": 0, "invoice": None}, NOW, []), [], called="expire() with a rule for a kind that has no documents")


@check(points=2, after="test_kinds")
def test_holds(submission, client, support, store, rng):
    """What is held stays, and goes when it is no longer held"""
    ids = support.ids(rng, 300)
    rows = {i: (("log", "invoice")[n % 2], NOW - (n % 90) * DAY) for n, i in enumerate(ids)}
    name, rules = store(rows), {"log": 30, "invoice": 60}
    held = [ids[int(i)] for i in rng.choice(300, size=120, replace=False)] + [999_999_999]
    stay = compare(submission, client, support, name, rows, rules, NOW, held, "with 121 holds, one of them of a document that is not there")
    stay = compare(submission, client, support, name, stay, rules, NOW, set(held[:40]), "with 40 holds of these, as a set")
    stay = compare(submission, client, support, name, stay, rules, NOW, [], "without holds")
    late = {7_000_000 + n: ("log", NOW - (29 + n % 3) * DAY) for n in range(9)}
    support.fill(client, name, [{"id": i, "kind": k, "written": w, "vector": support.pool(1)[0]} for i, (k, w) in late.items()])
    compare(submission, client, support, name, stay | late, rules, NOW, [], "once more, after nine documents had been written", "The answer says what is so in Milvus at that time.")


@check(points=2, after="test_kinds")
def test_many(submission, client, support, store, rng):
    """Thousands are due at once"""
    for n in (2600, 1000):
        ids = support.ids(rng, n + 60)
        rows = {i: ("log", NOW - 40 * DAY) if k < n else ("invoice", NOW - 40 * DAY) for k, i in enumerate(ids)}
        name = store(rows)
        compare(submission, client, support, name, rows, {"log": 30, "invoice": 90}, NOW, ids[: n // 3], f"of {n:,} old documents, a third of which is held")

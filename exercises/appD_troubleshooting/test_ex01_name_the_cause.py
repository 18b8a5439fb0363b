"""Checks of appD/ex01. Each collection is made ill by the check, so that it knows every cause."""

import pytest

from grader.checks import check, fail, misconception, require, same

NOTHING = object()


class Case:
    """A collection, the complaint about it, and what has to come out."""

    def __init__(self, complaint, expected, rows=0):
        self.complaint, self.expected, self.rows = complaint, expected, rows


@pytest.fixture
def ill(client, support, fresh, rng, seed):
    """Make a case; `values` are those under the key, of further rows with the id in `extra` the loader knows nothing."""

    def make(values=(1990,) * 20, *, by="collection", dim=16, reads_dim=None, metric="COSINE", reads="COSINE", ttl=None, load=True, missing=0, extra=0, field="vector", key="year", beside=None, index_name=None, elsewhere=False):
        name = support.collection(client, fresh("books"), field=field, dim=dim, metric=metric, beside=beside, index_name=index_name)
        flat, keys = support.pool(seed, dim), support.ids(rng, len(values) + missing)
        rows = []
        for n, value in enumerate(values):
            row = {"id": keys[n], "title": f"book {n}", field: flat[n % len(flat)]}
            if beside:
                row[beside[0]] = support.pool(seed, beside[1])[n % len(flat)]
            if value is not NOTHING:
                row[key] = value
            rows.append(row)
        order = [int(i) for i in rng.permutation(len(rows))]
        support.fill(client, name, [rows[i] for i in order])
        if ttl is not None:
            client.alter_collection_properties(name, {"collection.ttl.seconds": ttl})
        asked = name
        if by == "alias":
            asked = fresh("shelf")
            client.create_alias(collection_name=name, alias=asked)
        loader = name
        if elsewhere:
            loader = support.collection(client, fresh("books_new"), field=field, dim=dim)
        reported = keys[extra:]
        reported = [reported[int(i)] for i in rng.permutation(len(reported))]
        expected = {
            "elsewhere": name if elsewhere else None, "metric": metric if metric != reads else None, "dim": dim if reads_dim not in (None, dim) else None,
            "ttl": ttl or None, "not loaded": None if load else True,
        }  # fmt: skip
        if load:
            expected["missing"] = sorted(keys[len(values):])
            expected["text"] = sorted(k for k, v in zip(keys, values, strict=False) if isinstance(v, str))
            expected["absent"] = sorted(k for k, v in zip(keys, values, strict=False) if v is NOTHING or v is None)
        else:
            client.release_collection(name)
        complaint = {"name": asked, "loader": loader, "field": field, "metric": reads, "dim": reads_dim or dim, "number": key, "ids": reported}
        return Case(complaint, {k: v for k, v in expected.items() if v}, len(values))

    return make


def judge(submission, client, case, what, why=""):
    """Compare cause by cause, so that the learner reads which one."""
    called = f"diagnose() of {what}"
    said = submission.diagnose(client, case.complaint)
    require(isinstance(said, dict), called=called, returned=said, expected="a dict")
    wanted = case.expected
    if said == {"nowhere": case.complaint["name"]} and wanted != said and case.complaint["name"] != case.complaint["loader"]:
        misconception("an-alias-is-not-listed", evidence=f"{case.complaint['name']} is an alias, and is said to be nowhere", called=called, returned=said, expected=wanted or "no cause", why="list_collections() lists collections. Which call knows both?")
    if len(wanted) > 1 and len(said) == 1 and all(wanted.get(k) == v for k, v in said.items()):
        misconception("the-first-cause-is-the-cause", evidence=f"of {len(wanted)} causes one is named, {next(iter(said))}", called=called, returned=list(said), expected=list(wanted), why="What is left to be found after this cause is cured?")
    for cause in [*wanted, *said]:
        found, right = said.get(cause, "nothing"), wanted.get(cause, "nothing")
        if found != right:
            if isinstance(found, list) and isinstance(right, list):
                few, many = [i for i in right if i not in set(found)], [i for i in found if i not in set(right)]
                seen = case.rows - len(many)
                if cause == "missing" and many and not few and case.rows > 1000 and seen % 100 == 0:
                    misconception("a-page-is-everything", evidence=f"exactly {seen:,} of {case.rows:,} rows were seen", called=f"“{cause}” in {called}", returned=f"{len(found)} keys", expected=f"{len(right)} keys", why="What does a query do with rows beyond its limit?")
                fail(called=f"“{cause}” in {called}", returned=f"{len(found)} keys, {len(few)} of the right ones missing, {len(many)} wrong" if few or many else "the right keys in a different order, or one twice", expected=f"{len(right)} keys, ascending", why=why)
            fail(called=f"“{cause}” in {called}", returned=found if not isinstance(found, list) else f"{len(found)} keys", expected=right if not isinstance(right, list) else f"{len(right)} keys", why=why)


@check(points=2)
def test_names(submission, client, support, ill, fresh):
    """A name may lead to the loader's collection, to another one, or nowhere"""
    judge(submission, client, ill(), "a healthy collection", "Nothing is wrong here.")
    judge(submission, client, ill(by="alias"), "a healthy collection by its alias", "Nothing is wrong here.")
    judge(submission, client, ill(by="alias", elsewhere=True), "an alias that points to another collection than the loader's")
    judge(submission, client, ill(elsewhere=True), "a collection other than the loader's")
    judge(submission, client, ill(()), "an empty collection of which nothing was promised")
    case = ill(("1990", NOTHING, 1990), by="alias", metric="L2", ttl=60, missing=1)  # the loader's collection has causes enough: none of them is the reader's
    for name in (fresh("gone"), case.complaint["name"].upper()):
        lost = Case(case.complaint | {"name": name}, {"nowhere": name})
        judge(submission, client, lost, "a name that nothing has")


@check(points=2)
def test_settings(submission, client, ill):
    """The metric, the dimension and the time to live are read from the collection"""
    for metric, reads in (("L2", "COSINE"), ("COSINE", "IP"), ("IP", "L2"), ("L2", "L2"), ("IP", "IP")):
        judge(submission, client, ill(metric=metric, reads=reads), f"an index of {metric}, searched by {reads}")
    for dim, reads_dim in ((16, 32), (32, 16), (24, 24)):
        judge(submission, client, ill(dim=dim, reads_dim=reads_dim), f"a field of {dim} numbers, searched with {reads_dim}")
    for ttl in (0, 1, 86_400):
        judge(submission, client, ill(ttl=ttl), f"a TTL of {ttl} seconds", "0 keeps rows forever.")
    for metric, beside in (("COSINE", ("image", 24, "L2")), ("L2", ("image", 24, "COSINE")), ("COSINE", ("a_first", 8, "IP"))):
        judge(submission, client, ill(metric=metric, beside=beside, field="meaning"), f"the field meaning ({metric}), beside {beside[0]} ({beside[2]})", "Which index is that of the reader's field?")
    judge(submission, client, ill(metric="IP", field="embedding", index_name="by_meaning"), "an index that has a name of its own")


@check(points=3)
def test_rows(submission, client, ill, rng):
    """What is missing, text or absent is found key by key"""
    odd = [1990, "1990", 1990.5, "", None, NOTHING, True, [1990], ["1990"], {"of": "1990"}, 0, -1, "x", 0.0, False]
    judge(submission, client, ill(tuple(odd), key="published"), "rows with all kinds of values")
    judge(submission, client, ill(("1990",) * 30), "a collection whose every year is a text")
    judge(submission, client, ill((NOTHING,) * 30, key="yaer"), "a key that no row has")
    for missing, extra in ((7, 0), (0, 7), (7, 7), (1, 30)):
        case = ill((1990,) * 40, missing=missing, extra=extra)
        called = f"a collection in which {missing} rows are missing and {extra} are there that the loader did not report"
        said = submission.diagnose(client, case.complaint)
        if missing and missing <= extra and isinstance(said, dict) and "missing" not in said and not said:
            misconception("the-count-is-enough", evidence=f"{missing} rows are missing, {extra} strangers are there, and nothing is said", called=f"diagnose() of {called}", returned=said, expected=f"{missing} missing keys", why="40 rows were promised and 40 are there. Are they the same ones?")
        judge(submission, client, case, called)
    case = ill((1990, "1991") * 8, missing=2)
    judge(submission, client, case, "a collection before the last two rows are delivered")
    late = case.expected.pop("missing")
    client.insert(case.complaint["loader"], [{"id": key, "title": "late", "vector": [1.0] * 16, "year": 1990} for key in late])
    judge(submission, client, case, "the same collection, once they are there", "A diagnosis is of this moment.")


@check(points=2, after="test_rows")
def test_thousands(submission, client, ill, rng):
    """Thousands of rows are no page"""
    for n in (1300, 2450):
        values = [(1990, "1991", NOTHING, 2001)[int(i)] for i in rng.integers(4, size=n)]
        judge(submission, client, ill(tuple(values), missing=n // 10), f"{n:,} rows")


@check(points=2, after=("test_names", "test_settings"))
def test_not_loaded(submission, client, milvus, ill, support):
    """What is not loaded is said to be so, stays so, and its rows are not guessed"""
    for metric in ("COSINE", "L2"):
        case = ill(("1990", 1990), metric=metric, load=False, missing=3, by="alias" if metric == "L2" else "collection")
        milvus.forget()
        called = f"diagnose() of a collection that is not loaded (index: {metric})"
        said = submission.diagnose(client, case.complaint)
        if any(c.method == "LoadCollection" for c in milvus.calls()):
            misconception("load-to-look", evidence="a LoadCollection was sent", called=called, returned=list(said) if isinstance(said, dict) else said, expected="a diagnosis, and the collection not loaded, as it was", why="To load in order to look cures the symptom and loses the evidence.")
        judge(submission, client, case, f"a collection that is not loaded (index: {metric})")
        same(client.get_load_state(case.complaint["loader"])["state"].name, "NotLoad", called=f"the state of the collection after {called}")


@check(points=3, after=("test_names", "test_settings", "test_rows", "test_not_loaded"))
def test_several(submission, client, milvus, ill, support, rng):
    """Several causes at once, all of them named, and nothing changed"""
    for n in range(8):
        on = [bool(x) for x in rng.integers(2, size=6)]
        on[n % 6] = on[(n + 2) % 6] = True
        values = [("1990", 1990, NOTHING)[int(i)] if on[4] else 1990 for i in rng.integers(3, size=30)]
        case = ill(tuple(values), by=("alias", "collection")[n % 2], elsewhere=on[0], metric="L2" if on[1] else "COSINE", reads_dim=32 if on[2] else 16, ttl=600 if on[3] else None, load=on[4] or not on[5], missing=4 if on[5] else 0, extra=2)
        loaded = "not loaded" not in case.expected
        milvus.forget()
        judge(submission, client, case, f"a collection with the causes {', '.join(case.expected)}")
        sent = [c.method for c in milvus.calls() if c.method in support.CHANGES]
        require(not sent, called="diagnose()", returned=f"the calls {sorted(set(sent))}", expected="a function that only looks")
        same(client.get_load_state(case.complaint["name"])["state"].name, "Loaded" if loaded else "NotLoad", called="the state of the collection after diagnose()")

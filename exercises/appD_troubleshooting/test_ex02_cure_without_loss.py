"""Checks of appD/ex02: what may change is computed from what was stored, and everything else is compared as it was."""

import math

import pytest

from grader.checks import check, fail, keys_in, misconception, no_second_row, require, same

NOTHING = object()
TEXTS = ["1990", " 1990 ", "1990.5", "-3", "0", "1e3", "about 1990", "", "inf", "nan", "-Infinity", "1_990", "0x7c6", "MCMXC", "1990-05-01", "٣", "+7", "1990.0", ".5"]


def number(text):
    for kind in (int, float):
        try:
            value = kind(text)
        except ValueError:
            continue
        return value if math.isfinite(value) else None
    return None


class House:
    """The loader's collection, another one beside it, aliases, and what was stored."""

    def __init__(self, client, support, fresh, rng, seed, values, *, metric="COSINE", reads="COSINE", kind="FLAT", params=None, load=True, leads="right", missing=0, field="vector", key="year"):
        self.client, self.support, self.kind, self.params, self.reads, self.field, self.key = client, support, kind, params or {}, reads, field, key
        self.name = support.collection(client, fresh("books"), field=field, metric=metric, kind=kind, params=params)
        self.other = support.collection(client, fresh("books_old"), field=field, metric="L2")
        flat = support.pool(seed, 16)
        keys = support.ids(rng, len(values) + missing)
        rows = []
        for n, value in enumerate(values):
            row = {"id": keys[n], "title": f"“book” {n}", field: [3 * x for x in flat[n % len(flat)]]}
            if n % 3 == 0:
                row |= {"shelf": {"room": n, "of": [None, "ü"]}, "price": "12", "lent": False}
            if value is not NOTHING:
                row[key] = value
            rows.append(row)
        for start in range(0, len(rows), 500):
            client.insert(self.name, rows[start : start + 500])
        support.fill(client, self.other, [r | {"id": r["id"] + 1, "title": "old"} for r in rows[:40]])
        self.aliases = {fresh("beside"): self.other, fresh("mine"): self.name}
        asked = self.name if leads == "itself" else fresh("shelf")
        if leads in ("right", "wrong"):
            client.create_alias(collection_name=self.name if leads == "right" else self.other, alias=asked)
        for alias, to in self.aliases.items():
            client.create_alias(collection_name=to, alias=alias)
        self.before, self.beside = support.everything(client, self.name), support.everything(client, self.other)
        self.index = support.index_of(client, self.name, field)
        self.all = set(client.list_collections())
        if not load:
            client.release_collection(self.name)
        # Two of the rows were written by others: the loader has not reported them.
        self.complaint = {"name": asked, "loader": self.name, "field": field, "metric": reads, "dim": 16, "number": key, "ids": [keys[int(i)] for i in rng.permutation(len(keys)) if i > 1]}
        self.again = sorted(keys[len(values):])
        self.texts = {i: r[key] for i, r in self.before.items() if isinstance(r.get(key), str)}
        self.by_hand = sorted(i for i, t in self.texts.items() if number(t) is None)
        self.changes = {i: number(t) for i, t in self.texts.items() if number(t) is not None}
        self.wrong = {"metric": metric != reads, "leads": leads in ("wrong", "nowhere"), "load": not load, "texts": bool(self.changes)}


@pytest.fixture
def house(client, support, fresh, rng, seed):
    return lambda values=(1990, 1991.5, NOTHING) * 8, **more: House(client, support, fresh, rng, seed, values, **more)


def cured(submission, milvus, at, what):
    """Call it and look at everything."""
    client, support = at.client, at.support
    called = f"cure() of {what}"
    milvus.forget()
    said = submission.cure(client, dict(at.complaint))
    calls = milvus.calls()
    dropped = [c for c in calls if c.method in ("DropCollection", "RenameCollection", "CreateCollection")]
    if dropped:
        misconception("make-it-anew", evidence=f"{dropped[0].method} was sent", called=called, returned=f"{dropped[0].method} {dropped[0].collection}", expected="the collection that was there, cured", why="What of the reads and writes in between comes along?")
    require(set(client.list_collections()) == at.all, called=called, returned=f"{len(client.list_collections())} collections", expected=f"the {len(at.all)} that were there")
    inserted = [c for c in calls if c.method == "Insert" and set(keys_in(c)) & at.before.keys()]
    if inserted:
        misconception("insert-replaces", evidence=f"an Insert carried {len(set(keys_in(inserted[0])) & at.before.keys())} keys that are there", called=called, returned="an Insert of rows that are there", expected="rows that are replaced", why="A server checks no primary key: now there are two rows with it.")
    no_second_row(milvus, called, {at.name: at.before})
    where = client.describe_collection(at.complaint["name"])["collection_name"] if client.has_collection(at.complaint["name"]) else "nowhere"
    same(where, at.name, called=f"where the name leads after {called}")
    for alias, to in at.aliases.items():
        same(client.describe_collection(alias)["collection_name"], to, called=f"where another alias leads after {called}", why="It was right.")
    same(client.get_load_state(at.name)["state"].name, "Loaded", called=f"the state of the collection after {called}")
    index = support.index_of(client, at.name, at.field)
    same(index["metric_type"], at.reads, called=f"the metric of the index after {called}", why="The reader's program cannot be changed.")
    now = {k: index.get(k) for k in ("index_type", "params", "index_name")}
    same(now, {k: at.index.get(k) for k in now}, called=f"the index after {called}", why="Only the metric was wrong.")
    rows = support.everything(client, at.name)
    lost, more = at.before.keys() - rows.keys(), rows.keys() - at.before.keys()
    require(not lost and not more, called=called, returned=f"{len(lost)} rows lost, {len(more)} new", expected=f"the {len(at.before)} rows that were there")
    judge_rows(at, rows, called)
    same(support.everything(client, at.other), at.beside, called=f"the rows of another collection after {called}")
    sent = [set(keys_in(c)) for c in calls if c.method in ("Upsert", "Insert")]
    needless = set().union(*sent) - at.changes.keys() if sent else set()
    require(not needless, called=called, returned=f"{len(needless)} rows written whose number needed no cure", expected=f"{len(at.changes)} rows written")
    made = [c.method for c in calls if c.method in ("DropIndex", "CreateIndex", "ReleaseCollection", "Delete")]
    require(at.wrong["metric"] or not made, called=called, returned=f"the calls {sorted(set(made))}", expected="none of these: its metric was right")
    require("Delete" not in made, called=called, returned="a Delete", expected="rows that are replaced")
    same(said, {"again": at.again, "by hand": at.by_hand}, called=called, why="What can Milvus not know?")
    return calls


def judge_rows(at, rows, called):
    wrong = {i: (v, rows[i].get(at.key, "nothing")) for i, v in at.changes.items() if type(rows[i].get(at.key)) is not type(v) or rows[i][at.key] != v}
    if wrong:
        i = next(iter(wrong))
        cut = [j for j, (v, now) in wrong.items() if isinstance(v, float) and isinstance(now, int) and now == int(v)]
        if cut and len(cut) == len(wrong):
            misconception("a-year-is-whole", evidence=f"{len(cut)} texts with a fraction became whole numbers", called=called, returned=f"{at.texts[cut[0]]!r} became {wrong[cut[0]][1]!r}", expected=repr(wrong[cut[0]][0]), why="A cure that rounds is a loss.")
        if len(at.changes) > 1000 and len(at.changes) - len(wrong) >= 300 and all(now == at.texts[j] for j, (_, now) in wrong.items()):
            misconception("the-first-page-is-cured", evidence=f"{len(at.changes) - len(wrong)} of {len(at.changes)} texts were cured, the rest was not read", called=called, returned=f"{len(wrong)} texts left", expected="none", why="What does a query do with rows beyond its limit?")
        fail(called=f"{at.key!r} of a row that had {at.texts[i]!r} after {called}", returned=repr(wrong[i][1]), expected=repr(wrong[i][0]), why=f"{len(wrong)} of {len(at.changes)} are not as they should be.")
    for i, row in at.before.items():
        then = {k: v for k, v in row.items() if k != at.key or i not in at.changes}
        now = {k: v for k, v in rows[i].items() if k != at.key or i not in at.changes}
        if then != now:
            key = next(k for k in {**then, **now} if then.get(k, "nothing") != now.get(k, "nothing"))
            fail(called=f"{key!r} of a row after {called}", returned=now.get(key, "nothing"), expected=then.get(key, "nothing"), why="Only a text that stands for a number may change.")


@check(points=1)
def test_healthy(submission, milvus, house, support):
    """What is healthy is left alone"""
    for what, more in (("a healthy collection by its alias", {}), ("a healthy collection by its own name", {"leads": "itself"}), ("a healthy collection of which rows are missing", {"missing": 5})):
        calls = cured(submission, milvus, house(**more), what)
        sent = [c.method for c in calls if c.method in support.CHANGES and c.method != "LoadCollection"]
        require(not sent, called=f"cure() of {what}", returned=f"the calls {sorted(set(sent))}", expected="none that changes anything")


@check(points=3)
def test_names_and_state(submission, milvus, house):
    """The name leads to the loader's collection, which is loaded"""
    for leads in ("wrong", "nowhere"):
        for load in (True, False):
            cured(submission, milvus, house(leads=leads, load=load), f"a name that leads {'to another collection' if leads == 'wrong' else 'nowhere'}" + ("" if load else ", to a collection that is not loaded"))
    cured(submission, milvus, house(load=False, leads="itself", missing=2), "a collection that is not loaded, and lacks two rows")


@check(points=3)
def test_metric(submission, milvus, house):
    """The index gets the reader's metric, and keeps its type and parameters"""
    for metric, reads, kind, params, load in (("L2", "COSINE", "FLAT", None, True), ("COSINE", "IP", "HNSW", {"M": 7, "efConstruction": 77}, True), ("IP", "L2", "HNSW", {"M": 24, "efConstruction": 60}, False), ("COSINE", "COSINE", "HNSW", {"M": 9, "efConstruction": 90}, False)):
        at = house(metric=metric, reads=reads, kind=kind, params=params, load=load, field="meaning", leads="itself" if load else "right")
        cured(submission, milvus, at, f"an index {kind} by {metric} that is searched by {reads}")
        client = at.client
        first = next(iter(at.before))
        hits = client.search(at.complaint["name"], [at.before[first]["meaning"]], anns_field="meaning", limit=3, search_params={"metric_type": reads})[0]
        require(len(hits) == 3, called="a search after cure()", returned=f"{len(hits)} hits", expected="3")


@check(points=4)
def test_texts(submission, milvus, house):
    """Texts become the numbers that they stand for, and the other texts are told"""
    odd = [*TEXTS, 1990, 1990.5, True, None, NOTHING, ["1990"], {"of": "1990"}, 0]
    cured(submission, milvus, house(tuple(odd), key="published"), "rows with all kinds of values")
    cured(submission, milvus, house(("1990.25", "7") * 15, missing=4), "rows whose number is always a text")
    cured(submission, milvus, house(("?", "n/a") * 10), "rows whose text is no number")


@check(points=2, after="test_texts")
def test_thousands(submission, milvus, house, rng):
    """Thousands of rows, most of them as text"""
    for n in (1250, 2600):
        values = [("1990", "2001.5", 1990, "?", NOTHING)[int(i)] for i in rng.choice(5, size=n, p=[0.6, 0.3, 0.05, 0.03, 0.02])]
        cured(submission, milvus, house(tuple(values), missing=3), f"{n:,} rows")


@check(points=3, after=("test_healthy", "test_names_and_state", "test_metric", "test_texts"))
def test_all_at_once(submission, milvus, house):
    """Everything at once, and a second call has nothing to do"""
    for leads, load in (("wrong", False), ("nowhere", True)):
        at = house(("1990", "2.5", "?", 3, NOTHING) * 10, metric="L2", reads="IP", kind="HNSW", params={"M": 12, "efConstruction": 80}, leads=leads, load=load, missing=6)
        cured(submission, milvus, at, "all illnesses at once")
        at.before, at.changes = at.support.everything(at.client, at.name), {}
        at.wrong["metric"] = False
        cured(submission, milvus, at, "what is cured already")

"""Checks of ch24/ex02: every answer is compared with one that was computed without Milvus."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, no_second_row, require, same

PLAIN = ["all", "legal", "engineering", "sales", "board"]
GROUPS = ["all", "legal", 'le"gal', "engineering", "日本", "", "a' or 1 == 1 or '", "all "]


def library(rng, flat, ids, firms, *, weights=None, names=GROUPS):
    """One document for each id: a firm, one to three groups (some have ten), a vector of any length."""
    found = []
    for id in ids:
        groups = [names[int(g)] for g in rng.choice(len(names), size=int(rng.integers(1, 4)), replace=False)]
        if len(found) % 40 == 7:
            groups = [*(f"project {n}" for n in range(10 - len(groups))), *groups]
        vector = float(rng.uniform(0.3, 3)) * np.array(flat[int(rng.integers(len(flat)))])
        found.append({"id": id, "firm": firms[int(rng.choice(len(firms), p=weights))], "groups": groups, "vector": vector.tolist()})
    return found


def allowed(person, row):
    return row["firm"] == person["firm"] and bool(set(row["groups"]) & set(person["groups"]))


def judge(rows, person, vector, k, found, say):
    """Foreign rows first, then what is missing, then the order."""
    by = {r["id"]: r for r in rows}
    call = f"search() by {person['login']} of the firm {person['firm']!r} in the groups {person['groups']}, k = {k}"
    require(isinstance(found, list), called=call, returned=found, expected="a list of ids")
    strange = [i for i in found if i not in by]
    require(not strange, called=call, returned=f"the id {strange[0] if strange else ''}", expected="ids of documents that were put and are still there")
    foreign = [i for i in found if by[i]["firm"] != person["firm"]]
    if foreign:
        say(foreign, call)
        fail(called=call, returned=f"{len(foreign)} of {len(found)} documents of other firms, among them one of {by[foreign[0]]['firm']!r}", expected="documents of the person's own firm only", why="One foreign row is one too many.")
    hidden = [i for i in found if not allowed(person, by[i])]
    require(not hidden, called=call, returned=f"{len(hidden)} documents whose groups are, for instance, {by[hidden[0]]['groups'] if hidden else ''}", expected="documents that share a group with the person", why="The same firm is not enough.")
    near = lambda i: float(np.dot(by[i]["vector"], vector) / np.linalg.norm(by[i]["vector"]) / np.linalg.norm(vector))  # noqa: E731
    best = sorted((r["id"] for r in rows if allowed(person, r)), key=lambda i: -near(i))[:k]
    require(len(found) == len(best) == len(set(found)), called=call, returned=f"{len(found)} documents", expected=f"{len(best)}", why="How many of the rows that are nearest of all belong to this firm?")
    wrong = [n for n, (a, b) in enumerate(zip(found, best, strict=True)) if abs(near(a) - near(b)) > 1e-5]
    require(not wrong, called=call, returned=f"{found[wrong[0]] if wrong else ''} at place {wrong[0] + 1 if wrong else ''}", expected="the nearest that the person may see, best first")


@pytest.fixture
def table(submission, client, fresh):
    name = fresh("documents")
    submission.create(client, name)
    require(client.has_collection(name), called=f'create(client, "{name}")', returned="no collection", expected="a collection of this name")
    return name


@check(points=1)
def test_partition_key(client, milvus, table):
    """The collection has a partition key and reads at the level Strong"""
    about = client.describe_collection(table)
    keys = [f["name"] for f in about["fields"] if f.get("is_partition_key")]
    same(len(keys), 1, called="the number of partition keys of the collection", why="It puts a firm's rows together, so that a search for one firm reads a part of the collection.")
    made = [c for c in milvus.calls("CreateCollection") if c.collection == table][-1]
    same(made.consistency, "Strong", called="the level of the collection that create() made", why="Reads see every write.")


@check(points=3)
def test_own_firm_only(submission, client, milvus, table, support, rng, seed):
    """Among hundreds of firms everyone finds the nearest of their own documents, and no other's"""
    flat = support.pool(seed)
    firms = [f"firm {n}" for n in range(298)] + ["north", "North"]
    sizes = np.array([1.0] * 298 + [0.3, 40.0])
    rows = library(rng, flat, support.ids(rng, 3600), firms, weights=sizes / sizes.sum(), names=PLAIN)
    rows += library(rng, flat, [2_000_000 + n for n in range(4)], ["north"], names=PLAIN)
    submission.put(client, table, rows)
    wrong, short = [], []
    everyone = [{"login": f"person {n}", "firm": firms[int(rng.integers(300))], "groups": [PLAIN[int(g)] for g in rng.choice(len(PLAIN), size=1 + n % 3, replace=False)]} for n in range(14)]
    everyone += [{"login": f"ada {n}", "firm": f, "groups": PLAIN} for n, f in enumerate(["north", "North"] * 3)]
    for n, person in enumerate(everyone):
        vector, k = flat[int(rng.integers(len(flat)))], [1, 10, 37, 100, 3][n % 5]
        found = submission.search(client, table, person, vector, k)
        there = [r["id"] for r in rows if allowed(person, r)]
        group = sorted((r["id"] for r in rows if set(r["groups"]) & set(person["groups"])), key=lambda i: i)
        if isinstance(found, list) and len(found) < min(k, len(there)) and set(found) <= set(there):
            short.append((person, k, len(found), min(k, len(there))))
            continue

        def say(foreign, call, found=found, group=group, k=k):
            if len(found) == k and set(found) <= set(group):
                misconception("the-key-keeps-them-apart", evidence=f"all {k} rows share a group with the person, and {len(foreign)} are other firms'", called=call, returned=f"{len(foreign)} documents of other firms", expected="none", why="Which of the rows with the same key does a search look at, if its filter does not name the key?")

        try:
            judge(rows, person, vector, k, found, say)
        except Exception as error:
            if not wrong:
                wrong.append(error)
    if wrong:
        raise wrong[0]
    if short:
        person, k, got, there = short[0]
        told = dict(called=f"search() by {person['login']} of {person['firm']!r}, k = {k}", returned=f"{got} documents", expected=there)
        if len(short) < len(everyone) and all(got <= there for _, _, got, there in short) and any(c.params is not None for c in milvus.searches()) and not any(getattr(c.request, "dsl", "") for c in milvus.searches()):
            misconception("look-first-sort-out-later", evidence=f"no search had a filter, and {len(short)} of {len(everyone)} answers are too short", why="A firm with three rows among thousands: how many would you have to fetch?", **told)
        fail(why="A firm with few rows is a firm too.", **told)


def fits(client, support, table):
    """What is stored has room in its field: Milvus Lite takes it anyway, a server refuses it."""
    rows = support.everything(client, table)
    for field in client.describe_collection(table)["fields"]:
        name, params = field["name"], field.get("params") or {}
        values = [row[name] for row in rows if row.get(name) is not None]
        many = [v for v in values if isinstance(v, (list, tuple))] if "max_capacity" in params else []
        length = max((len(text.encode()) for v in values for text in (v if isinstance(v, (list, tuple)) else [v]) if isinstance(text, str)), default=0)
        for what, found, room in (("elements", max(map(len, many), default=0), params.get("max_capacity")), ("bytes", length, params.get("max_length"))):
            require(room is None or found <= int(room), called=f"the field {name} after put()", returned=f"a value of {found} {what}, and room for {room}", expected="room for every document that the statement allows", why="Milvus Lite stores it all the same. A server refuses the whole call.")


@check(points=3, after="test_own_firm_only")
def test_hard_names(submission, client, table, support, rng, seed):
    """Names with quotes, backslashes, other scripts, and the empty name open no door"""
    flat, firms = support.pool(seed), support.HARD
    rows = library(rng, flat, support.ids(rng, 420), firms)
    rows += [{"id": 4_000_000 + n, "firm": "f" * 60, "groups": ["all", "g" * 60], "vector": flat[n]} for n in range(3)]
    submission.put(client, table, rows)
    fits(client, support, table)
    trouble, harmless = [], 0
    for n in range(3 * len(firms)):
        person = {"login": "eve", "firm": firms[n % len(firms)], "groups": [GROUPS[int(g)] for g in rng.choice(len(GROUPS), size=1 + n % 3, replace=False)]}
        vector, k = flat[int(rng.integers(len(flat)))], 12
        plain = not any(c in person["firm"] + "".join(person["groups"]) for c in "\"'\\")
        try:
            found = submission.search(client, table, person, vector, k)
            judge(rows, person, vector, k, found, lambda foreign, call: None)
            harmless += plain
        except Exception as error:
            trouble.append((person, plain, error))
    if trouble and harmless and not any(plain for _, plain, _ in trouble):
        person = trouble[0][0]
        misconception("a-name-is-harmless", evidence=f"{len(trouble)} of {3 * len(firms)} searches went wrong, each of them with a quote or a backslash in a name", called=f"search() of the firm {person['firm']!r} in the groups {person['groups']}", returned=" ".join(str(trouble[0][2]).split())[:160], expected="the documents of this firm", why="A name is a part of the filter's text. What in it can end the literal?")
    if trouble:
        raise trouble[0][2]
    for groups in ([], ["no such group"]):
        same(submission.search(client, table, {"login": "eve", "firm": "north", "groups": groups}, flat[0], 10), [], called=f"search() of a person in the groups {groups}")
    same(submission.search(client, table, {"login": "eve", "firm": "nobody's", "groups": GROUPS}, flat[0], 10), [], called="search() of a firm without documents")


@check(points=2, after="test_hard_names")
def test_put_again(submission, client, milvus, table, support, rng, seed):
    """A document that is put again has its new groups and its new place, once"""
    flat = support.pool(seed)
    rows = library(rng, flat, support.ids(rng, 300), ["north", "south"])
    milvus.forget()
    submission.put(client, table, rows)
    changed = [{**r, "groups": ["moved"], "vector": flat[(7 * n) % len(flat)]} for n, r in enumerate(rows[::3])]
    submission.put(client, table, changed)
    now = {r["id"]: r for r in rows} | {r["id"]: r for r in changed}
    for groups in (["moved"], GROUPS, ["moved", *GROUPS[:2]]):
        for firm in ("north", "south"):
            person, vector = {"login": "cem", "firm": firm, "groups": groups}, flat[int(rng.integers(len(flat)))]
            judge(list(now.values()), person, vector, 100, submission.search(client, table, person, vector, 100), lambda foreign, call: None)
    no_second_row(milvus, "put() of known documents")
    submission.put(client, table, [])


@check(points=2, after="test_hard_names")
def test_leave(submission, client, table, support, rng, seed):
    """A firm that moves out leaves nothing, and takes nothing of another's"""
    flat, firms = support.pool(seed), support.HARD
    rows = library(rng, flat, support.ids(rng, 450), firms)
    rows += [{"id": 3_000_000 + n, "firm": "large", "groups": ["all"], "vector": flat[n % len(flat)]} for n in range(1200)]
    submission.put(client, table, rows)
    there = len(rows)
    for firm in ["large", *[firms[int(i)] for i in rng.permutation(len(firms))][:9]]:
        submission.leave(client, table, firm)
        rows = [r for r in rows if r["firm"] != firm]
        count = client.query(table, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
        same(count, len(rows), called=f"the number of documents after leave() of {firm!r}, of {there} before", why="All of this firm's, and no other's.")
        there = len(rows)
    for firm in {r["firm"] for r in rows}:
        person, vector = {"login": "dora", "firm": firm, "groups": GROUPS}, flat[int(rng.integers(len(flat)))]
        judge(rows, person, vector, 100, submission.search(client, table, person, vector, 100), lambda foreign, call: None)
    submission.leave(client, table, "never here")
    same(client.query(table, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"], len(rows), called="the number of documents after leave() of a firm that has none")

"""Checks of ch18/ex04. A history is played out change by change; exports are taken from it page by page while it runs."""

import numpy as np

from grader.checks import check, fail, misconception, require, same


def history(rng, flat, n, notes):
    """Changes 1 to n; ids come again often enough that the order matters everywhere."""
    ids = [int(i) for i in rng.choice(900_000, size=notes, replace=False) - 3000]
    log = []
    for number in range(1, n + 1):
        op = "delete" if rng.random() < 0.25 else "put"
        log.append({"number": number, "op": op, "id": ids[int(rng.integers(notes))], "text": f"text {number}" if op == "put" else "", "vector": flat[number % len(flat)].tolist()})
    return log


def played(changes, there=None):
    there = dict(there or {})
    for c in changes:
        if c["op"] == "put":
            there[c["id"]] = {"id": c["id"], "text": c["text"], "vector": c["vector"]}
        else:
            there.pop(c["id"], None)
    return there


def until(log, before):
    return [c for c in log if c["number"] < before]


def export(log, began, ended):
    """As an iterator meets it: each note as it was at some number from began to ended; a page later, a number later."""
    ids = sorted({c["id"] for c in log})
    rows = []
    states = [played(until(log, n)) for n in range(began, ended + 1)]
    for k, id in enumerate(ids):
        row = states[min(len(states) - 1, k * len(states) // len(ids))].get(id)
        if row is not None:
            rows.append(row)
    return {"began": began, "ended": ended, "rows": rows}


def mixed(rng, log):
    return [log[int(i)] for i in rng.permutation(len(log))]


def texts(there):
    return {i: r["text"] for i, r in there.items()}


def content(client, support, name):
    rows = support.everything(client, name)
    return {r["id"]: r for r in rows}, len(rows)


def compare(client, support, name, expected, call, ideas=()):
    """Fail where the notes are not these; an idea is (id, the notes that it gives, evidence, why)."""
    require(client.has_collection(name), called=call, returned="no collection", expected=f"the collection {name}")
    found, n = content(client, support, name)
    if texts(found) != texts(expected):
        for id, gives, evidence, why in ideas:
            if texts(gives) != texts(expected) and texts(found) == texts(gives):
                misconception(id, evidence=evidence, called=call, returned=f"{difference(found, expected)}", expected=f"the {len(expected)} notes of that moment", why=why)
        fail(called=f"the notes after {call}", returned=difference(found, expected), expected=f"the {len(expected)} notes of that moment", why="Exactly what the changes below that number leave.")
    same(n, len(expected), called=f"the number of rows after {call}", why="Each note once.")
    for id, row in expected.items():
        require(bool(np.allclose(found[id]["vector"], row["vector"], atol=1e-5)), called=f"the vector of the note {id} after {call}", returned="another vector", expected="the one of its last change", why="The vector belongs to the text.")


def difference(found, expected):
    wrong = sum(found[i]["text"] != r["text"] for i, r in expected.items() if i in found)
    return f"{len(found)} notes: {sum(i not in found for i in expected)} missing, {sum(i not in expected for i in found)} too many, {wrong} with the text of a different change"


@check(points=1)
def test_from_one_export(submission, client, milvus, support, fresh, rng, seed):
    """One export and a whole log lead to any moment after the export's end"""
    log = history(rng, support.pool(seed), 90, 25)
    base = export(log, 30, 30)
    for before in (30, 31, 60, 91):
        name = fresh("notes")
        given = submission.recover(client, name, [base], log, before)
        call = f"recover(before={before}) from an export of the moment 30 and a log of 90 changes"
        expected = played(until(log, before))
        if texts(expected) != texts(played(until(log, before + 1))):
            require(not client.has_collection(name) or texts(content(client, support, name)[0]) != texts(played(until(log, before + 1))), called=call, returned=f"the notes after change {before}", expected=f"the notes before it: changes below {before}", why="The change with that number is the first of the damage.")
        compare(client, support, name, expected, call)
        same(given, 30, called=call, why="The `began` of the export that was used.")
    support.made_strong(milvus, name, call)
    about = client.describe_collection(name)
    index = client.describe_index(name, client.list_indexes(name)[0])
    same(([(f["name"], f["type"].name) for f in about["fields"]], about["consistency_level_name"], index["index_type"], index["metric_type"]), ([("id", "INT64"), ("text", "VARCHAR"), ("vector", "FLOAT_VECTOR")], "Strong", "FLAT", "COSINE"), called="fields, level and index of the new collection", why="As the statement has them.")


@check(points=2, after="test_from_one_export")
def test_an_export_while_others_wrote(submission, client, support, fresh, rng, seed):
    """An export that took its time is brought up to date from its beginning"""
    log = history(rng, support.pool(seed), 900, 160)
    base = export(log, 300, 420)
    before = 640
    name = fresh("fuzzy")
    given = submission.recover(client, name, [base], mixed(rng, log + log[250:500]), before)
    call = "recover(before=640) from an export that ran from 300 to 420, and a log that is out of order and has 250 entries twice"
    late = played([c for c in log if 420 <= c["number"] < before], {r["id"]: r for r in base["rows"]})
    compare(client, support, name, played(until(log, before)), call, [("replay-from-the-end", late, "the notes are those of a replay from 420, where the export ended", "A page that was read before a change does not have it. From which number on is every change applied again?")])
    same(given, 300, called=call, why="The `began` of the export that was used.")


@check(points=2, after=("test_from_one_export", "test_an_export_while_others_wrote"))
def test_which_export(submission, client, support, fresh, rng, seed):
    """The newest export that does not know too much"""
    log = history(rng, support.pool(seed), 600, 90)
    exports = [export(log, 400, 470), export(log, 100, 130), export(log, 250, 300), export(log, 520, 560), {**export(log, 330, 340), "ended": None, "rows": export(log, 330, 340)["rows"][:30]}]
    for before, right in ((440, 250), (470, 400), (469, 250), (300, 250), (299, 100), (130, 100), (601, 520)):
        name = fresh("which")
        given = submission.recover(client, name, mixed(rng, exports), mixed(rng, log), before)
        call = f"recover(before={before}), with exports from 100 to 130, 250 to 300, 400 to 470, 520 to 560, and one from 330 on that broke off"
        ideas = []
        for newest in (e for e in exports if e["ended"] is not None and e["began"] <= before < e["ended"]):
            ideas.append(("the-newest-export-is-best", played([c for c in log if newest["began"] <= c["number"] < before], {r["id"]: r for r in newest["rows"]}), f"the notes are those of the export from {newest['began']} to {newest['ended']}, which has changes from after {before}",
                          "A replay only adds. What an export knows of the time after the moment, no replay takes back."))  # fmt: skip
        compare(client, support, name, played(until(log, before)), call, ideas)
        same(given, right, called=call, why="The newest export that ended by that moment needs the shortest replay.")


@check(points=3, after=("test_from_one_export", "test_an_export_while_others_wrote", "test_which_export"))
def test_a_gap_in_the_log(submission, client, milvus, support, fresh, rng, seed):
    """Where a change is missing, an older export does not help, and a recovery that cannot be exact is refused"""
    log = history(rng, support.pool(seed), 500, 80)
    exports = [export(log, 100, 120), export(log, 300, 320)]

    def refused(log, before, said, exports=exports):
        name = fresh("gap")
        call = f"recover(before={before}), {said}"
        try:
            submission.recover(client, name, exports, mixed(rng, log), before)
        except Exception as error:  # noqa: BLE001  which one is looked at below
            require("LookupError" in getattr(error, "names", ()), called=call, returned=f"{getattr(error, 'type', type(error).__name__)}: {getattr(error, 'message', error)}"[:200], expected="LookupError", why="What calls it waits for this one.")
            require(not client.has_collection(name), called=call, returned="LookupError, and a collection that is half made", expected="LookupError, and no collection", why="Look before you write.")
            return
        if client.has_collection(name):
            found, lost = content(client, support, name)[0], {c["number"] for c in log}
            for e in exports:
                if e["ended"] is not None and e["ended"] <= before and texts(found) == texts(played([c for c in sorted(log, key=lambda c: c["number"]) if e["began"] <= c["number"] < before], {r["id"]: r for r in e["rows"]})):
                    holes = [n for n in range(e["began"], before) if n not in lost]
                    if holes:
                        misconception("gaps-are-not-seen", evidence=f"the notes are those of a replay over the {len(holes)} missing changes from {holes[0]} on", called=call, returned="a collection", expected="LookupError", why="Every number is given once, and one is not there. What was that change?")
        fail(called=call, returned="a collection, or no exception", expected="LookupError", why="It cannot be exact, and no one would know.")

    name = fresh("old_gap")
    given = submission.recover(client, name, exports, mixed(rng, [c for c in log if c["number"] not in (150, 299)]), 450)
    call = "recover(before=450), with two changes missing before the newer export began"
    compare(client, support, name, played(until(log, 450)), call)
    same(given, 300, called=call, why="What is before its beginning is in the export already.")
    name = fresh("later_gap")
    submission.recover(client, name, exports, [c for c in log if c["number"] != 450], 450)
    compare(client, support, name, played(until(log, 450)), "recover(before=450), without change 450")
    name = fresh("cut_off")
    same(submission.recover(client, name, exports, [c for c in log if c["number"] >= 100], 200), 100, called="recover(before=200), with a log that begins at 100", why="The export from 100 on needs no older change.")
    compare(client, support, name, played(until(log, 200)), "recover(before=200), with a log that begins at 100")
    refused([c for c in log if c["number"] != 310], 400, "with change 310 missing, which the newer export may have or not")
    refused([*[c for c in log if c["number"] != 310], *log[319:380]], 400, "with change 310 missing, and 61 others of those that are needed there twice")
    refused([c for c in log if c["number"] != 399], 400, "with the last change before the moment missing")
    refused([c for c in log if c["number"] != 300], 400, "with change 300 missing, at which the newer export began")
    refused([c for c in log if c["number"] > 100], 200, "with a log that begins at 101, and the only export that serves at 100")
    refused([c for c in log if c["number"] < 380], 400, "with a log that ends at 379")
    refused(log, 119, "before the end of the oldest export")
    refused(log, 400, "with no export but one that broke off", [{**exports[0], "ended": None}])
    refused([], 400, "with an empty log")

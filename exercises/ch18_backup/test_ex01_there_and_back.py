"""Checks of ch18/ex01. The files go to a second process, which never saw the first one; rows are compared value by value, with their types."""

import math
import re

import numpy as np

from grader.checks import check, fail, misconception, require, same

SMALL = [("title", "VARCHAR", {"max_length": 80}), ("year", "INT16", {})]
ALL = [("open", "BOOL", {}), ("tiny", "INT8", {}), ("small", "INT16", {}), ("middle", "INT32", {}), ("large", "INT64", {}), ("short", "FLOAT", {}), ("long", "DOUBLE", {}),
       ("title", "VARCHAR", {"max_length": 300}), ("about", "JSON", {}), ("tags", "ARRAY", {"element_type": "INT64", "max_capacity": 8}),
       ("maybe", "INT32", {"nullable": True}), ("note", "VARCHAR", {"max_length": 40, "nullable": True}), ("ratio", "DOUBLE", {"nullable": True})]  # fmt: skip
TEXTS = ["", " ", "a ", "two\nlines", "cr\rlf\r\n", "tab\t", 'say "hi"', "it's", "back\\slash", "null", "NaN", "1", "é", "Ж, 𝛑", "\u2028 and \u0085 and \x0b", "{}", "a|b,c;d"]
WHY = {
    "large": "A whole number has 64 bits. Which formats have only 53 for it?",
    "short": "Every bit of a float is data.",
    "long": "Every bit of a float is data.",
    "title": "A text may hold anything, the mark between two rows included.",
    "maybe": "NULL is not 0.",
    "note": "NULL is not an empty text.",
    "ratio": "NULL is not 0 and not NaN.",
}


def typed(value):
    """A value together with its type, so that 1, 1.0 and True differ, and 0.0 and -0.0 do."""
    if isinstance(value, dict):
        return ("dict", tuple(sorted((k, typed(v)) for k, v in value.items())))
    if isinstance(value, list | tuple):
        return ("list", tuple(typed(v) for v in value))
    if isinstance(value, float):
        return ("float", value, math.copysign(1, value))
    return (type(value).__name__, value)


def vector(flat, k, stretch):
    return (np.asarray(flat[k % len(flat)], dtype=np.float32) * np.float32(stretch)).tolist()


def rich(rng, flat, n):
    """Rows with the borders of every type, texts of every kind, NULL, empty and missing."""
    rows = []
    for k in range(n):
        maybe = [None, 0, -(2**31), int(rng.integers(-1000, 1000))][k % 4]
        row = {"id": f"{('key', 'clé', 'ключ')[k % 3]} {k}", "open": bool(rng.integers(2)), "tiny": int(rng.integers(-128, 128)), "small": [-(2**15), 2**15 - 1, int(rng.integers(1000))][k % 3],
               "middle": int(rng.integers(-(2**31), 2**31)), "large": [2**63 - 1 - k, -(2**63) + k, 2**53 + 1 + 2 * k, k][k % 4], "short": float(np.float32(rng.normal())) if k % 5 else -0.0,
               "long": [float(rng.normal()), 0.1, 1e-300, 2.0, 1 / 3][k % 5], "title": TEXTS[(k * 5 + 3) % len(TEXTS)],
               "about": [{"n": 2**60 + k, "deep": {"list": [1, 1.0, "1", None, True]}}, {"empty": {}, "é": []}, {"ratio": 2.0, "count": 2}][k % 3],
               "tags": [int(t) for t in rng.integers(-(2**62), 2**62, size=k % 4)], "maybe": maybe, "note": [None, "", "x"][k % 3], "ratio": [0.0, None, 0.25][k % 3],
               "vector": vector(flat, k, 0.5 + (k % 7) / 2)}  # fmt: skip
        if k % 3 == 0:
            row["extra"] = [k, 2**54 + k, "7", None, {"a": 1.5}][k % 5] if k % 5 != 3 else False
        if k % 7 == 0:
            row["second key"] = [k, {"b": [TEXTS[k % len(TEXTS)]]}]
        rows.append(row)
    return rows


def crossed(submission, client, name, files, target, call):
    """Restore in a second process; what it returned."""
    require(isinstance(files, dict) and len(files) > 0 and all(isinstance(k, str) and isinstance(v, bytes | bytearray) for k, v in files.items()), called=f"export() of {call}",
            returned=type(files).__name__ if not isinstance(files, dict) else {str(k): type(v).__name__ for k, v in list(files.items())[:4]}, expected="a dict of file names to bytes")
    require(not any("/" in k for k in files), called=f"export() of {call}", returned=sorted(files)[:4], expected="names without a slash")
    return submission.spawn().restore(client, dict(files), target)


def compare(found, expected, call):
    """Fail with the first value that is not what it was."""
    here, there = {r["id"]: r for r in found}, {r["id"]: r for r in expected}
    if len(found) != len(expected) or here.keys() != there.keys():
        lost, more = len(there.keys() - here.keys()), len(here.keys() - there.keys())
        if len(found) in (1000, 100, 16384 - 1, 16384) and lost == len(expected) - len(found) and not more:
            misconception("a-query-returns-everything", evidence=f"exactly {len(found):,} of {len(expected):,} rows came back", called=call, returned=f"{len(found):,} rows", expected=f"{len(expected):,} rows",
                          why="How many rows does one read return at most? Nothing says so when there are more.")
        fail(called=call, returned=f"{len(found):,} rows, {lost:,} missing, {more:,} that were not there, {len(found) - len(here):,} twice", expected=f"the {len(expected):,} rows", why="Each row once.")
    wrong = {}
    for id, row in there.items():
        for field in row.keys() | here[id].keys():
            a, b = here[id].get(field, "no such key"), row.get(field, "no such key")
            if typed(a) != typed(b):
                wrong.setdefault(field, []).append((id, a, b))
    if "maybe" in wrong or "note" in wrong or "ratio" in wrong:
        field = next(f for f in ("maybe", "note", "ratio") if f in wrong)
        lost = [(a, b) for _, a, b in wrong[field]]
        if all(b is None and a in (0, "", 0.0, -1) for a, b in lost):
            misconception("null-is-empty", evidence=f"every NULL of `{field}` came back as {lost[0][0]!r}, and nothing else of it changed", called=call, returned=f"{field} is {lost[0][0]!r} in {len(lost)} rows", expected="NULL", why="“Unknown” is a different answer from zero.")
    dynamic = [f for f in ("extra", "second key") if f in wrong]
    if dynamic and set(wrong) <= {"extra", "second key"} and all(a == "no such key" for f in dynamic for _, a, _ in wrong[f]):
        misconception("fields-are-the-row", evidence=f"the dynamic keys are gone from {len({i for f in dynamic for i, _, _ in wrong[f]})} rows, and every field of the schema is right", called=call, returned="rows without them", expected="rows with `extra` and `second key`", why="A row is more than the fields of the schema. Which output_fields name the rest?")
    for field, (first, *_) in sorted(wrong.items()):
        id, a, b = first
        if field == "vector":
            gap = max(abs(x - y) for x, y in zip(a, b, strict=False)) if isinstance(a, list) and len(a) == len(b) else None
            said = f"a vector that differs by {gap:.2g}" if gap else "another vector"
            fail(called=f"the row {id!r} after {call}", returned=f"{said} (in {len(wrong[field])} rows)", expected="the same 16 numbers", why="A search of the copy ranks by them.")
        fail(called=f"`{field}` of the row {id!r} after {call}", returned=f"{a!r} (and {len(wrong[field]) - 1} more differ)", expected=repr(b), why=WHY.get(field, "A value keeps its type and its size."))


@check(points=1)
def test_a_small_one(submission, client, milvus, support, fresh, seed):
    """A small collection comes back with its rows, from files alone"""
    flat = support.pool(seed)
    name, target = support.collection(client, fresh("books"), SMALL), fresh("books_back")
    rows = [{"id": 7 * k + 3, "title": f"book {k}", "year": 1900 + k, "vector": vector(flat, k, 1)} for k in range(30)]
    support.fill(client, name, rows)
    milvus.forget()
    files = submission.export(client, name)
    support.left_alone(milvus, name, "export()")
    given = crossed(submission, client, name, files, target, "30 books")
    require(client.has_collection(target), called="restore() of 30 books", returned="no such collection", expected=f"the collection {target}")
    compare(support.everything(client, target), rows, "restore() of 30 books")
    same(given, 30, called="restore() of 30 books", why="How many rows there are.")
    same(support.count(client, name), 30, called="count(*) of the original afterwards")


@check(points=3, after="test_a_small_one")
def test_every_type(submission, client, support, fresh, rng, seed):
    """Thousands of rows of every type come back value by value"""
    name, target = support.collection(client, fresh("all"), ALL, ("id", "VARCHAR", {"max_length": 120}), dynamic=True), fresh("all_back")
    support.fill(client, name, rich(rng, support.pool(seed), 1100))
    there = support.everything(client, name)
    files = submission.export(client, name)
    call = "restore() of 1,100 rows with every type"
    given = crossed(submission, client, name, files, target, "1,100 rows with every type")
    compare(support.everything(client, target), there, call)
    same(given, 1100, called=call, why="How many rows there are.")


def shape(client, name):
    about = client.describe_collection(name)
    index = [client.describe_index(name, i) for i in client.list_indexes(name)]
    fields = {f["name"]: (str(getattr(f["type"], "name", f["type"])), {k: int(v) for k, v in f["params"].items() if k in ("dim", "max_length", "max_capacity")}, bool(f.get("is_primary")), bool(f.get("nullable"))) for f in about["fields"]}
    return {"fields": fields, "dynamic": bool(about["enable_dynamic_field"]), "level": about["consistency_level_name"], "index": [(i["index_type"], i["metric_type"]) for i in index]}


@check(points=2, after="test_a_small_one")
def test_the_collection_itself(submission, client, milvus, support, fresh, rng, seed):
    """Fields, index, metric and level are those of the original, and so is every search"""
    flat = support.pool(seed)
    for metric, level, dynamic, index in (("L2", "Strong", True, "HNSW"), ("IP", "Strong", False, "FLAT"), ("COSINE", "Strong", False, "IVF_FLAT")):
        name, target = support.collection(client, fresh("shape"), ALL[:-2] if dynamic else SMALL, metric=metric, level=level, dynamic=dynamic, index=index), fresh("shape_back")
        rows = rich(rng, flat, 60) if dynamic else [{"id": 0, "title": f"book {k}", "year": k, "vector": vector(flat, k, 0.5 + (k % 7) / 2)} for k in range(60)]
        rows = [{**{k: v for k, v in row.items() if k not in ("note", "ratio")}, "id": 5 - 3 * k} for k, row in enumerate(rows)]
        support.fill(client, name, rows)
        milvus.forget()
        crossed(submission, client, name, submission.export(client, name), target, f"a collection with the metric {metric}")
        asked = [c.consistency for c in milvus.calls("CreateCollection") if c.collection == target]
        found, expected = shape(client, target), shape(client, name)
        call = f"restore() of a collection with the metric {metric} and the level {level}"
        if found["index"] != expected["index"] and found["fields"] == expected["fields"] and len(found["index"]) == 1:
            misconception("rows-are-the-collection", evidence=f"all fields are there, and the index is {found['index'][0]} instead of {expected['index'][0]}", called=call, returned=f"the index {found['index'][0]}", expected=f"{expected['index'][0]}",
                          why="With a different metric the same rows come in a different order. Who knows the metric, if not the export?")
        for part in ("fields", "dynamic", "index", "level"):
            if part == "fields" and found[part] != expected[part]:
                name_ = next(f for f in expected[part] if found[part].get(f) != expected[part][f]) if any(found[part].get(f) != expected[part][f] for f in expected[part]) else next(f for f in found[part] if f not in expected[part])
                fail(called=f"the field {name_} (type, size, primary, nullable) after {call}", returned=found[part].get(name_, "no such field"), expected=expected[part].get(name_, "no such field"), why="The next writer meets the new schema.")
            same(found[part], expected[part], called=f"{part} after {call}", why="A program that used the old collection has to be able to use the new one.")
        # Milvus Lite 3.2.2 calls every collection Strong, whatever was asked for; a server keeps what the call says.
        same(asked[-1:], [level], called=f"the level with which {target} was made, after {call}", why="Without one it would be Bounded, and a program that reads its own writes would not find them.")
        questions = [vector(flat, 1000 + k, 1) for k in range(4)]
        hits = [[[h["id"] for h in hits] for hits in client.search(n, data=questions, limit=7)] for n in (name, target)]
        same(hits[1], hits[0], called=f"the top 7 of four searches after {call}", why="A search of the copy gives what a search of the original gave.")


@check(points=2, after="test_a_small_one")
def test_files_that_changed(submission, client, support, fresh, rng, seed):
    """A file that is missing, cut or changed is refused, and nothing is made"""
    flat = support.pool(seed)
    name = support.collection(client, fresh("proved"), SMALL)
    support.fill(client, name, [{"id": k, "title": f"book {k}", "year": k, "vector": vector(flat, k, 1)} for k in range(520)])
    files = {k: bytes(v) for k, v in submission.export(client, name).items()}
    other = submission.spawn()
    passed, odd, half = [], [], []

    def tried(bent, said):
        target = fresh("refused")
        with_error, names = "", ()
        try:
            other.restore(client, bent, target)
        except Exception as error:  # noqa: BLE001  which one is looked at below
            names = getattr(error, "names", ())
            with_error = f"{getattr(error, 'type', type(error).__name__)}: {getattr(error, 'message', error)}"
        made = client.has_collection(target)
        if made:
            client.drop_collection(target)
        if not with_error:
            passed.append(said)
        elif "ValueError" not in names:
            odd.append((said, with_error[:200]))
        elif made:
            half.append(said)

    tried({}, "no file at all")
    chosen = sorted(files)
    if len(chosen) > 5:
        chosen = [*chosen[:2], *chosen[-3:]]
    for file in chosen:
        data = files[file]
        tried({k: v for k, v in files.items() if k != file}, f"{file!r} missing")
        tried(files | {file: data[: len(data) // 2]}, f"{file!r} cut to half")
        places = {0, len(data) - 1, *(int(p) for p in rng.integers(len(data), size=6))}
        digits = [i for i in range(len(data)) if data[i : i + 1] in b"123456789"]
        places |= {digits[int(p)] for p in rng.integers(len(digits), size=3)} if digits else set()
        # A changed name of a key is not noticed by whoever proves only what the keys lead to.
        places |= set(list({key[1]: key.start(1) for key in re.finditer(rb'"([a-z_]+)": ?', data)}.values())[:12])
        for place in sorted(places):
            byte = data[place : place + 1]
            new = bytes([byte[0] ^ 1])
            tried(files | {file: data[:place] + new + data[place + 1 :]}, f"byte {place:,} of {file!r} changed from {byte!r} to {new!r}")
    if passed:
        flips = [s for s in passed if s.startswith("byte")]
        if len(flips) > 2 and not any(s.endswith("missing") or s == "no file at all" for s in passed):
            misconception("what-can-be-read-is-whole", evidence=f"files that are missing were refused, and {len(flips)} changes of one byte were not", called=f"restore() with {flips[0]}", returned="a restored collection", expected="ValueError",
                          why="A 3 that has become a 2 is perfectly readable. What, written down beside the data, would tell?")
        fail(called=f"restore() with {passed[0]}", returned=f"a restored collection (and {len(passed) - 1} more damages passed)", expected="ValueError", why="The damage is found now, or by the customers.")
    for said, error in odd[:1]:
        fail(called=f"restore() with {said}", returned=error, expected="ValueError", why="What calls it waits for one kind of error, and takes another backup.")
    for said in half[:1]:
        fail(called=f"restore() with {said}", returned="ValueError, and a collection that is half made", expected="ValueError, and no collection", why="Prove first, then build. What is half restored looks like a collection.")
    target = fresh("whole")
    same(other.restore(client, dict(reversed(list(files.items()))), target), 520, called="restore() of the same files, unchanged, listed in a different order", why="A whole backup is taken, in whatever order the store lists its files.")

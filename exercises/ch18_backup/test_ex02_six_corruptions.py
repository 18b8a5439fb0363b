"""Checks of ch18/ex02. Each backup is made whole and then damaged; sizes and checksums are made to fit again where the damage is older than they are."""

import hashlib
import json

from grader.checks import check, fail, misconception, require

FIELDS = {"id": "INT64", "title": "VARCHAR", "price": "DOUBLE", "lent": "BOOL", "vector": 32}


def rows_of(rng, n):
    ids = [int(i) for i in rng.choice(2**40, size=n, replace=False)]
    return [{"id": i if k % 3 else -i, "title": ["Faust", "line\nbreak", "", "é 漢"][k % 4] + f" {k}", "price": [1.5, 0, -2.25, 7][k % 4], "lent": k % 2 == 0, "vector": [round(float(x), 4) for x in rng.normal(size=32)]} for k, i in enumerate(ids)]


def line(row):
    return row if isinstance(row, bytes) else json.dumps(row).encode()


def backup(rows, per_part=40, fields=FIELDS, count=None, name="rows-{:04}.jsonl"):
    """A whole backup of these rows, as dict and manifest."""
    files, parts = {}, []
    for k, start in enumerate(range(0, len(rows), per_part)):
        data = b"".join(line(r) + b"\n" for r in rows[start : start + per_part])
        files[name.format(k + 1)] = data
        parts.append({"name": name.format(k + 1), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    manifest = {"complete": True, "fields": fields, "rows": len(rows) if count is None else count, "parts": parts}
    return files | {"manifest.json": json.dumps(manifest).encode()}, manifest


def asked(submission, files, expected, said, why):
    """Ask, and compare the words."""
    given = submission.problems(dict(files))
    call = f"problems() of {said}"
    require(isinstance(given, set | frozenset | list | tuple), called=call, returned=given, expected="a set of words")
    found = set(given)
    if found != set(expected):
        fail(called=call, returned=sorted(found), expected=sorted(expected), why=why)
    return found


def diagnosed(submission, files, expected, said, wrong, id, evidence, why):
    """Ask; where exactly these wrong words come back, it is the misconception."""
    found = set(submission.problems(dict(files)))
    if found == set(wrong):
        misconception(id, evidence=evidence, called=f"problems() of {said}", returned=sorted(found), expected=sorted(expected), why=why)
    asked(submission, files, expected, said, why)


@check(points=1)
def test_whole(submission, rng):
    """A whole backup has no problem, in one part or many, in any order, empty or not"""
    rows = rows_of(rng, 130)
    for per_part in (1000, 40, 1):
        files, _ = backup(rows[:130] if per_part > 1 else rows[:9], per_part)
        asked(submission, dict(reversed(list(files.items()))), [], f"a whole backup with {len(files) - 1} parts", "Nothing is wrong with it.")
    asked(submission, backup([])[0], [], "a whole backup of an empty collection", "No rows were expected, and there are none.")
    # JSON needs no escape for these, and some programs break lines at them.
    odd = [json.dumps(row | {"title": f"a\u2028b\u2029c\u0085d {k}"}, ensure_ascii=False).encode() for k, row in enumerate(rows[:12])]
    asked(submission, backup(odd, 5)[0], [], "a whole backup with titles that contain U+2028, U+2029 and U+0085, unescaped", "A line ends with \\n, and with nothing else.")
    few = {"id": "INT64", "vector": 2}
    asked(submission, backup([{"id": -(2**63), "vector": [1, -0.0]}, {"vector": [1e300, 0], "id": 2**63 - 1}], fields=few)[0], [], "a whole backup with the fields id and vector, two numbers, the smallest and the largest id", "The manifest says which fields there are, and a vector of whole numbers is one.")


@check(points=1)
def test_unfinished(submission, rng):
    """Without a manifest that says complete, nothing else is said"""
    files, manifest = backup(rows_of(rng, 50))
    for said, text in (("a manifest whose complete is false", json.dumps(manifest | {"complete": False})), ("a manifest without complete", json.dumps({k: v for k, v in manifest.items() if k != "complete"})), ("a manifest whose complete is the text true", json.dumps(manifest | {"complete": "true"})),
                       ("a manifest whose complete is 1", json.dumps(manifest | {"complete": 1})), ("a manifest that was cut off", json.dumps(manifest)[:70]), ("an empty manifest", ""), ("a manifest that is a list", "[]"), ("a manifest that is null", "null"), ("a manifest that is a number", "7")):  # fmt: skip
        asked(submission, {k: v for k, v in files.items() if k != "rows-0001.jsonl"} | {"manifest.json": text.encode(), "other": b"x"}, ["unfinished"], f"{said}, with a part missing and a stray file", "What is unfinished is not judged further.")
    asked(submission, {k: v for k, v in files.items() if k != "manifest.json"}, ["unfinished"], "parts without a manifest", "What was meant to be there is not known.")
    asked(submission, files | {"manifest.json": b"\xff\xfe\x00bad"}, ["unfinished"], "a manifest that is no text", "It cannot be read.")
    asked(submission, {}, ["unfinished"], "no file at all", "There is no manifest.")


@check(points=2, after="test_whole")
def test_files(submission, rng):
    """Missing, stray and damaged files, also together"""
    rows = rows_of(rng, 130)
    files, manifest = backup(rows)
    without = {k: v for k, v in files.items() if k != "rows-0003.jsonl"}
    asked(submission, without, ["missing"], "a backup without its third part", "The rest is right, and how many rows there should be cannot be told without it.")
    asked(submission, files | {"rows-0009.jsonl": files["rows-0001.jsonl"]}, ["stray"], "a backup with a further file, a copy of the first part", "It is not listed, so its rows are none of the backup's.")
    asked(submission, files | {"rows-0001.jsonl.tmp": b""}, ["stray"], "a backup with a further, empty file", "It is not listed.")
    part = files["rows-0002.jsonl"]
    at = next(i for i in range(len(part) // 2, len(part)) if part[i : i + 1] in b"12345678")
    flip = part[:at] + bytes([part[at] + 1]) + part[at + 1 :]
    asked(submission, files | {"rows-0002.jsonl": part[: len(part) // 2]}, ["damaged"], "a backup with a part that was cut to half", "It is not read any further, so no rows are counted and no line is judged.")
    asked(submission, files | {"rows-0002.jsonl": part + b"\n"}, ["damaged"], "a backup with a line break more in a part", "Its size is different.")
    asked(submission, files | {"rows-0002.jsonl": b""}, ["damaged"], "a backup with a part that is empty", "Its size is different.")
    diagnosed(submission, files | {"rows-0002.jsonl": flip}, ["damaged"], f"a backup in which one digit, at byte {at}, is a different one", [], "a-fitting-size-is-enough", "the file has its size, its rows are well-formed, and one digit is a different one", "A size says nothing about the content. What does?")
    asked(submission, files | {"rows-0002.jsonl": files["rows-0001.jsonl"]}, ["damaged"], "a backup in which the second part is a copy of the first", "It is not what was listed, and so its ids are not compared.")
    asked(submission, {k: v for k, v in files.items() if k not in ("rows-0001.jsonl", "rows-0004.jsonl")} | {"rows-0002.jsonl": flip, "x": b"1"}, ["missing", "stray", "damaged"], "a backup without two parts, with a stray file and a damaged part", "Each problem is named, not the first one alone.")
    listed = manifest | {"parts": [part | {"bytes": part["bytes"] + 1} if k == 1 else part for k, part in enumerate(manifest["parts"])]}
    asked(submission, files | {"manifest.json": json.dumps(listed).encode()}, ["damaged"], "a backup whose second part has the SHA-256 that is listed, and a byte fewer than listed", "A different size or a different SHA-256: either is enough.")
    asked(submission, {"manifest.json": files["manifest.json"]}, ["missing"], "a backup of which only the manifest is there", "All parts are missing.")


@check(points=2, after="test_whole")
def test_what_was_written(submission, rng):
    """Every checksum is right, and rows are missing, in excess, or there twice"""
    rows = rows_of(rng, 130)
    twice = [*rows[:129], rows[0] | {"title": "Faust, again", "price": 9.5}]
    asked(submission, backup(twice)[0], ["twice"], "a backup of 130 rows, of which the first and the last, in different parts, have one id", "A server takes both, and then has two rows with one key.")
    diagnosed(submission, backup(rows[:80], count=130)[0], ["count"], "a backup of 80 rows whose manifest says 130", [], "checksums-are-the-proof", "all files are there with right sizes and checksums, and 50 rows are not", "The export stopped early and sealed what it had. Which number of the manifest knows?")
    asked(submission, backup(rows, count=129)[0], ["count"], "a backup of 130 rows whose manifest says 129", "A row too many is also a difference.")
    asked(submission, backup([], count=130)[0], ["count"], "an empty backup whose manifest says 130 rows", "It was complete, and empty.")
    asked(submission, backup([*rows[:129], rows[128] | {"lent": None}], count=131)[0], ["count", "twice", "shape"], "a backup of 130 rows, where 131 were expected, in which an id is there twice and one of the two rows has NULL", "Each of the three is asked on its own.")
    asked(submission, backup([*rows[:130], rows[129]], count=130)[0], ["count", "twice"], "a backup in which the last row stands twice, one below the other", "A row too many, and an id twice.")
    files, _ = backup([*rows[:90], *rows[:20]], count=7)
    part = files["rows-0001.jsonl"]
    damaged = dict(files)
    asked(submission, damaged | {"rows-0001.jsonl": part + b"{}"}, ["damaged"], "a backup in which ids of the first part come again in the third, and the first part is damaged", "A damaged part is not read, so its ids are not known, and nothing is counted.")
    twin = {"manifest.json": files["manifest.json"], **{k: v for k, v in files.items() if k != "rows-0002.jsonl"}}
    asked(submission, twin, ["missing", "twice"], "the same backup, not damaged, without its second part", "The ids that were read can still be compared; the count cannot.")


@check(points=3, after="test_whole")
def test_rows_that_milvus_refuses(submission, rng):
    """A row that the schema would not take is found, wherever it stands"""
    rows = rows_of(rng, 90)
    good = rows[57]
    vector = good["vector"]
    bent = {
        "no title": {k: v for k, v in good.items() if k != "title"}, "a field more": good | {"color": "red"}, "a vector of 31 numbers": good | {"vector": vector[:31]}, "a vector of 33 numbers": good | {"vector": [*vector, 0.5]},
        "an empty vector": good | {"vector": []}, "a vector with NaN": good | {"vector": [*vector[:31], float("nan")]}, "a vector with Infinity": good | {"vector": [float("-inf"), *vector[1:]]}, "a vector with null": good | {"vector": [*vector[:31], None]},
        "a vector with true": good | {"vector": [*vector[:31], True]}, "a vector with a text": good | {"vector": [*vector[:31], "0.5"]}, "a vector that is a text": good | {"vector": "x" * 32}, "a vector that is an object": good | {"vector": {str(k): 1.0 for k in range(32)}}, "price NaN": good | {"price": float("nan")}, "price Infinity": good | {"price": float("inf")},
        "price as a text": good | {"price": "1.5"}, "price true": good | {"price": True}, "price null": good | {"price": None}, "title a number": good | {"title": 7}, "title null": good | {"title": None}, "lent 1": good | {"lent": 1}, "lent as a text": good | {"lent": "true"},
        "id 2^63": good | {"id": 2**63}, "id -2^63 - 1": good | {"id": -(2**63) - 1}, "id as a text": good | {"id": "57"}, "id 57.0": good | {"id": 57.0}, "id true": good | {"id": True}, "id null": good | {"id": None}, "a list": [1, 2], "a number": 7, "null": b"null",
        "half a row": line(good)[:60], "an empty line": b"", "no text at all": b"\xff\xfe\xfa", "a key of the dynamic field instead of a field": {("name" if k == "title" else k): v for k, v in good.items()},
    }  # fmt: skip
    missed = []
    for said, row in bent.items():
        files, _ = backup([*rows[:57], row, *rows[58:]])
        found = set(submission.problems(files))
        if found != {"shape"}:
            missed.append((said, found))
    finite = [said for said, found in missed if not found and ("NaN" in said or "Infinity" in said)]
    if finite and len(finite) == len(missed):
        misconception("a-float-is-a-number", evidence=f"only rows with NaN or Infinity passed: {', '.join(finite)}", called=f"problems() of a backup in which one row has {finite[0]}", returned=[], expected=["shape"],
                      why="JSON written by Python has the word NaN, and reads it as a float. Milvus refuses it. Which function knows?")
    for said, found in missed[:1]:
        fail(called=f"problems() of a backup in which one row has, or is: {said}", returned=sorted(found), expected=["shape"], why=f"{len(missed)} of {len(bent)} such rows were judged wrongly.")
    asked(submission, backup([*rows[:57], rows[3] | {"title": None}, *rows[58:]])[0], ["shape", "twice"], "a backup of 90 rows in which one has an id that is there already, and NULL for a title", "A row with a fault still counts, and so does its id.")
    asked(submission, backup([*rows[:40], b"{}", b"{}"])[0], ["shape"], "a backup with two rows that are empty", "Neither has an id, so no id is there twice.")

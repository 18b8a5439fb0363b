"""Six corruptions.

This backup was never restored. Say what is wrong with it, before it is needed.

A backup is a dict of file names to `bytes`. One of the files is `manifest.json`, a JSON object:

    {"complete": true, "fields": {"id": "INT64", "title": "VARCHAR", "price": "DOUBLE", "lent": "BOOL", "vector": 32},
     "rows": 2500, "parts": [{"name": "rows-0001.jsonl", "bytes": 81234, "sha256": "9f86…"}, …]}

Each part has one row per line, a JSON object; lines end with `\\n`, the last one also. `fields` says what a row has: INT64, VARCHAR, DOUBLE, BOOL, or a whole number, which is the dimension of a vector. `rows` is what `count(*)` of
the collection said when the export began; nobody wrote meanwhile.

`problems(files)` returns the set of what is wrong: the word for a backup that is none, or any of six corruptions.

- `"unfinished"`: no backup at all. There is no manifest, or it is no JSON object, or its `complete` is not `true`. Then nothing else is looked at, and it is the only word.
- `"missing"`: a part that the manifest lists is not there.
- `"stray"`: a file is there that is neither the manifest nor listed.
- `"damaged"`: a part has a different size or a different SHA-256. Such a part is not read any further.
- `"count"`: the parts that were read have, together, a different number of rows than `rows` says. Asked only if no part is missing or damaged.
- `"twice"`: an `id` stands in more than one row of all parts that were read.
- `"shape"`: a row that Milvus would not take: no JSON object, a field too few or too many, or a value that does not fit. INT64 is a whole number from -2^63 to 2^63 - 1, DOUBLE a finite number, whole or not, VARCHAR a text, BOOL `true` or
  `false`; a vector has exactly its number of finite numbers. `true` is no number, and nothing may be NULL. A row with such a fault still counts as a row, and its `id` counts if it is a whole number.

A backup may have several problems. Whatever is in the files, `problems` raises nothing.
"""

import hashlib
import json
import math


def problems(files):
    """The set of what is wrong with a backup."""
    # BEGIN SOLUTION
    try:
        manifest = json.loads(files["manifest.json"])
        complete = manifest["complete"] is True
    except (KeyError, ValueError, TypeError):
        complete = False
    if not complete:
        return {"unfinished"}
    listed = {part["name"]: part for part in manifest["parts"]}
    found = set()
    if listed.keys() - files.keys():
        found.add("missing")
    if files.keys() - listed.keys() - {"manifest.json"}:
        found.add("stray")
    rows, ids = 0, set()
    for name, part in listed.items():
        if name not in files:
            continue
        if len(files[name]) != part["bytes"] or hashlib.sha256(files[name]).hexdigest() != part["sha256"]:
            found.add("damaged")
            continue
        for line in files[name].split(b"\n")[:-1]:
            rows += 1
            row = read(line)
            if not fits_all(row, manifest["fields"]):
                found.add("shape")
            id = row.get("id") if isinstance(row, dict) else None
            if isinstance(id, int) and not isinstance(id, bool):
                if id in ids:
                    found.add("twice")
                ids.add(id)
    if not found & {"missing", "damaged"} and rows != manifest["rows"]:
        found.add("count")
    return found


def read(line):
    """A row, or None where the line is no JSON."""
    try:
        return json.loads(line)
    except ValueError:
        return None


def number(value):
    """Whether it is a finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def fits(value, kind):
    """Whether a field of this kind takes the value."""
    if isinstance(kind, int):
        return isinstance(value, list) and len(value) == kind and all(number(v) for v in value)
    if kind == "INT64":
        return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63
    return {"DOUBLE": number(value), "VARCHAR": isinstance(value, str), "BOOL": isinstance(value, bool)}[kind]


def fits_all(row, fields):
    """Whether a row has these fields, no more, and each of them fits."""
    return isinstance(row, dict) and row.keys() == fields.keys() and all(fits(row[f], kind) for f, kind in fields.items())
    # END SOLUTION

"""Everything is read first, into one list of facts; the words follow from the facts. Types are told by a table of functions."""

import hashlib
import json
from collections import Counter

LARGEST = float("1.7976931348623157e308")


def is_number(x):
    return type(x) in (int, float) and -LARGEST <= x <= LARGEST


TESTS = {"INT64": lambda x: type(x) is int and x.bit_length() <= 63 + (x == -(2**63)), "DOUBLE": is_number, "VARCHAR": lambda x: type(x) is str, "BOOL": lambda x: x is True or x is False}


def good(row, fields):
    if type(row) is not dict or sorted(row) != sorted(fields):
        return False
    for name, kind in fields.items():
        if type(kind) is int:
            if type(row[name]) is not list or len(row[name]) != kind or not all(map(is_number, row[name])):
                return False
        elif not TESTS[kind](row[name]):
            return False
    return True


def parsed(data):
    rows = []
    for text in data[:-1].split(b"\n") if data else []:
        try:
            rows.append(json.loads(text))
        except ValueError:
            rows.append(None)
    return rows


def problems(files):
    try:
        manifest = json.loads(files.get("manifest.json", b""))
    except ValueError:
        return {"unfinished"}
    if type(manifest) is not dict or manifest.get("complete") is not True:
        return {"unfinished"}
    state = {}
    for part in manifest["parts"]:
        data = files.get(part["name"])
        state[part["name"]] = "missing" if data is None else "fine" if (len(data), hashlib.sha256(data).hexdigest()) == (part["bytes"], part["sha256"]) else "damaged"
    rows = [row for name, how in state.items() if how == "fine" for row in parsed(files[name])]
    ids = Counter(row["id"] for row in rows if type(row) is dict and type(row.get("id")) is int)
    facts = {
        "missing": "missing" in state.values(),
        "damaged": "damaged" in state.values(),
        "stray": any(name != "manifest.json" and name not in state for name in files),
        "twice": any(n > 1 for n in ids.values()),
        "shape": not all(good(row, manifest["fields"]) for row in rows),
    }
    facts["count"] = len(rows) != manifest["rows"] and not facts["missing"] and not facts["damaged"]
    return {word for word, so in facts.items() if so}

# expect: failed|partial
# because: 'lines end with `\n`': str.splitlines() also breaks at U+2028 and U+0085 within a title
import hashlib
import json
import math


def whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def finite(value):
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def fits(kind, value):
    if kind == "INT64":
        return whole(value) and -(2**63) <= value < 2**63
    if kind == "DOUBLE":
        return finite(value)
    if kind == "VARCHAR":
        return isinstance(value, str)
    if kind == "BOOL":
        return isinstance(value, bool)
    return isinstance(value, list) and len(value) == kind and all(finite(x) for x in value)


def problems(files):
    try:
        manifest = json.loads(files["manifest.json"])
    except (KeyError, ValueError, RecursionError):
        return {"unfinished"}
    if not isinstance(manifest, dict) or manifest.get("complete") is not True:
        return {"unfinished"}
    found = set()
    listed = {part["name"] for part in manifest["parts"]}
    if listed - files.keys():
        found.add("missing")
    if files.keys() - listed - {"manifest.json"}:
        found.add("stray")
    count, seen = 0, set()
    for part in manifest["parts"]:
        data = files.get(part["name"])
        if data is None:
            continue
        if len(data) != part["bytes"] or hashlib.sha256(data).hexdigest() != part["sha256"]:
            found.add("damaged")
            continue
        for line in data.decode("utf-8", "replace").splitlines():
            count += 1
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict):
                found.add("shape")
                continue
            if row.keys() != manifest["fields"].keys() or not all(fits(kind, row[field]) for field, kind in manifest["fields"].items()):
                found.add("shape")
            if whole(row.get("id")):
                if row["id"] in seen:
                    found.add("twice")
                seen.add(row["id"])
    if not found & {"missing", "damaged"} and count != manifest["rows"]:
        found.add("count")
    return found

# id: a-fitting-size-is-enough
# check: test_files
# why: A copy that has the right length was copied to its end. That a byte in the middle may be a different one is no thought of daily life.
# source: rsync skips a file whose size and time agree unless it is given --checksum (its manual); Bairavasundaram and others, An Analysis of Data Corruption in the Storage Stack, 2008
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
        if len(files[name]) != part["bytes"]:
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

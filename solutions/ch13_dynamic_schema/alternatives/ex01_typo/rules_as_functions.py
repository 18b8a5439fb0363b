"""A table of predicates, one per type; lists are unwrapped, and all faults are collected before anything is said."""

from difflib import get_close_matches
from numbers import Real

IS = {
    "text": lambda v: type(v) is str,
    "int": lambda v: type(v) is int,
    "bool": lambda v: type(v) is bool,
    "float": lambda v: type(v) in (int, float) and isinstance(v, Real) and abs(v) < float("inf"),
}


def store(client, name, rows, agreed):
    faults = [fault for n, row in enumerate(rows) for fault in faults_of(n, row, agreed)]
    if faults:
        raise ValueError(faults[0])
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start : start + 500])
    return len(rows)


def faults_of(n, row, agreed):
    for key in set(row) - {"id", "vector"}:
        if key[:2] == "x_":
            continue
        kind = agreed.get(key)
        if kind is None:
            yield f"rows[{n}]: unknown key {key}. Perhaps: {', '.join(get_close_matches(key, list(agreed), n=1)) or '(nothing like it)'}"
        elif kind[:8] == "list of ":
            if type(row[key]) is not list or not all(map(IS[kind[8:]], row[key])):
                yield f"rows[{n}]: {key} has to be a {kind}"
        elif not IS[kind](row[key]):
            yield f"rows[{n}]: {key} has to be {kind}"

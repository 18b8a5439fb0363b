# expect: passed
# because: All sentences kept in another style: verdicts as texts, groups by a comprehension, edits by recursion with a memory that lives in one call.
"""A plan for a change

Someone hands you the settings that they wish for, and a Milvus that people use. Before anything is touched, write down what the change takes. Write two functions.

`plan(wish, now, reference, version)` returns a dict with these five keys:

- `"unknown"`: `{name: nearest}` for each wished name that stands nowhere in the reference, as it was written, with the nearest name or None
- `"elsewhere"`: a sorted list of the names that stand in the reference, but not for this version
- `"done"`: a sorted list of the names whose wished text is what Milvus works with already
- `"live"`: a sorted list of the names that count without a restart
- `"restart"`: a list of pairs (role, sorted list of names), in the order in which the roles are restarted; a role without a name is left out

What it is given:

- `wish`: `{name: text}`. Capitals, dots, underscores and slashes do not count in a name (hyphens do). No two of them are the same place
- `now`: `{name: text}`, names as in the reference: what Milvus works with. A name that is missing works with the default of the reference for this version
- `reference`: a list of rows `{"name": …, "2.3.5": default or None, "3.0": default or None, "live": True or False}`. A default of None: the version does not have it. `live`: it may change while Milvus runs
- `version`: `"2.3.5"` or `"3.0"`

All lists have names as the reference writes them; only `"unknown"` has them as they were wished.

A change is carried out whole or not at all: if any name is unknown or elsewhere, `"live"` and `"restart"` are empty lists. `"done"` is filled all the same.

`nearest(name, names)` → the one of `names` with the fewest characters to put in, take out or replace, in the form in which names are compared. Of several, the first in the order of the alphabet (as
`sorted` has it). None if it takes more than three. In a plan, `names` are those of this version.

Which role reads a setting is its first word:

    rootCoord, dataCoord, queryCoord, indexCoord   coordinators
    streamingNode                                  streaming nodes
    queryNode                                      query nodes
    dataNode                                       data nodes
    indexNode                                      index nodes in 2.3.5; data nodes in 3.0
    proxy                                          proxies
    any other word                                 every role of the version

The order of a restart, those that answer before those that ask: coordinators, streaming nodes (3.0 only), query nodes, index nodes (2.3.5 only), data nodes, proxies.
A setting that every role reads stands with each of them.

Leave what you are given as it is.
"""

import functools
import re
from grader.learner import NotStarted

ROLES = {
    "2.3.5": ["coordinators", "query nodes", "index nodes", "data nodes", "proxies"],
    "3.0": ["coordinators", "streaming nodes", "query nodes", "data nodes", "proxies"],
}


COORDINATORS = {"rootCoord", "dataCoord", "queryCoord", "indexCoord"}


def _key(name):
    return re.sub("[._/]", "", name.lower())


def _reader(name, version):
    """The one role that reads a setting; None for all of them."""
    match name.partition(".")[0]:
        case word if word in COORDINATORS:
            return "coordinators"
        case "streamingNode":
            return "streaming nodes"
        case "queryNode":
            return "query nodes"
        case "indexNode" if version == "2.3.5":
            return "index nodes"
        case "indexNode" | "dataNode":
            return "data nodes"
        case "proxy":
            return "proxies"
    return None


def plan(wish, now, reference, version):
    """What a change takes."""
    known = {_key(row["name"]): row for row in reference}
    of_version = sorted(row["name"] for row in reference if row[version] is not None)

    def verdict(name, text):
        row = known.get(_key(name))
        if not row:
            return "unknown", name
        if row[version] is None:
            return "elsewhere", row["name"]
        works_with = now[row["name"]] if row["name"] in now else row[version]
        return "done" if works_with == text else "live" if row["live"] else "restart", row["name"]

    verdicts = [verdict(name, text) for name, text in wish.items()]
    of = {kind: sorted(name for said, name in verdicts if said == kind) for kind in ("unknown", "elsewhere", "done", "live", "restart")}
    if of["unknown"] or of["elsewhere"]:
        of["live"] = of["restart"] = []
    by_role = {role: [name for name in of["restart"] if _reader(name, version) in (role, None)] for role in ROLES[version]}
    return {
        "unknown": {name: nearest(name, of_version) for name in of["unknown"]},
        "elsewhere": of["elsewhere"],
        "done": of["done"],
        "live": list(of["live"]),
        "restart": [(role, own) for role, own in by_role.items() if own],
    }


def nearest(name, names):
    """The name that was probably meant, or None."""
    a = _key(name)
    best, most = None, 4
    for other in sorted(names):
        b = _key(other)
        if abs(len(a) - len(b)) >= most:
            continue

        @functools.cache
        def edits(i, j):
            if not i or not j:
                return i + j
            return min(edits(i - 1, j) + 1, edits(i, j - 1) + 1, edits(i - 1, j - 1) + (a[i - 1] != b[j - 1]))

        if edits(len(a), len(b)) < most:
            best, most = other, edits(len(a), len(b))
    return best

# expect: passed
# because: All sentences kept in another style: a class, a bucket for each role, and nearest asks for 0, 1, 2, 3 edits in turn.
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

from grader.learner import NotStarted

ROLES = {
    "2.3.5": ["coordinators", "query nodes", "index nodes", "data nodes", "proxies"],
    "3.0": ["coordinators", "streaming nodes", "query nodes", "data nodes", "proxies"],
}


WORDS = {
    "coordinators": ("rootCoord", "dataCoord", "queryCoord", "indexCoord"),
    "streaming nodes": ("streamingNode",),
    "query nodes": ("queryNode",),
    "index nodes": ("indexNode",),
    "data nodes": ("dataNode",),
    "proxies": ("proxy",),
}
OUT = str.maketrans(dict.fromkeys("._/"))


def _compared(name):
    return name.translate(OUT).lower()


class _Planner:
    def __init__(self, now, reference, version):
        self.version = version
        self.rows = {}
        for row in reference:
            self.rows[_compared(row["name"])] = row
        self.works_with = {row["name"]: row[version] for row in reference} | now

    def has(self, row):
        return row[self.version] is not None

    def readers(self, name):
        word, _, _ = name.partition(".")
        readers = [role for role, words in WORDS.items() if word in words]
        if readers == ["index nodes"] and self.version != "2.3.5":
            readers = ["data nodes"]
        return readers or ROLES[self.version]


def plan(wish, now, reference, version):
    """What a change takes."""
    planner = _Planner(now, reference, version)
    result = {"unknown": {}, "elsewhere": [], "done": [], "live": [], "restart": []}
    buckets = {role: [] for role in ROLES[version]}
    for name, text in wish.items():
        row = planner.rows.get(_compared(name))
        if row is None:
            result["unknown"][name] = nearest(name, [r["name"] for r in reference if planner.has(r)])
        elif not planner.has(row):
            result["elsewhere"].append(row["name"])
        elif planner.works_with[row["name"]] == text:
            result["done"].append(row["name"])
        elif row["live"]:
            result["live"].append(row["name"])
        else:
            for role in planner.readers(row["name"]):
                buckets[role].append(row["name"])
    for key in ("elsewhere", "done", "live"):
        result[key].sort()
    if result["unknown"] or result["elsewhere"]:
        result["live"].clear()
    else:
        result["restart"] = [(role, sorted(own)) for role, own in buckets.items() if own]
    return result


def _within(a, b, edits):
    """Whether so many edits are enough."""
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    if not a or not b:
        return len(a) + len(b) <= edits
    if not edits:
        return False
    return _within(a[1:], b[1:], edits - 1) or _within(a[1:], b, edits - 1) or _within(a, b[1:], edits - 1)


def nearest(name, names):
    """The name that was probably meant, or None."""
    meant, ordered = _compared(name), sorted(names)
    for edits in range(4):
        for other in ordered:
            if _within(meant, _compared(other), edits):
                return other
    return None

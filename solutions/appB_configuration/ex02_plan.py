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

Which role reads a setting is decided by what stands in front of the first dot of its name:

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

ROLES = {
    "2.3.5": ["coordinators", "query nodes", "index nodes", "data nodes", "proxies"],
    "3.0": ["coordinators", "streaming nodes", "query nodes", "data nodes", "proxies"],
}


def plan(wish, now, reference, version):
    """What a change takes."""
    # BEGIN SOLUTION plan
    rows = {compared(row["name"]): row for row in reference}
    here = [row["name"] for row in reference if row[version] is not None]
    found = {"unknown": {}, "elsewhere": [], "done": [], "live": []}
    waiting = []
    for written, text in wish.items():
        row = rows.get(compared(written))
        if row is None:
            found["unknown"][written] = nearest(written, here)
            continue
        name = row["name"]
        if row[version] is None:
            found["elsewhere"].append(name)
        elif now.get(name, row[version]) == text:
            found["done"].append(name)
        elif row["live"]:
            found["live"].append(name)
        else:
            waiting.append(name)
    if found["unknown"] or found["elsewhere"]:
        found["live"], waiting = [], []
    restart = [(role, sorted(name for name in waiting if role in readers(name, version))) for role in ROLES[version]]
    return {key: value if key == "unknown" else sorted(value) for key, value in found.items()} | {"restart": [pair for pair in restart if pair[1]]}
    # END SOLUTION


# BEGIN SOLUTION readers
def readers(name, version):
    """The roles that read a setting."""
    word = name.partition(".")[0]
    if word in ("rootCoord", "dataCoord", "queryCoord", "indexCoord"):
        return ["coordinators"]
    index = "index nodes" if version == "2.3.5" else "data nodes"
    one = {"streamingNode": "streaming nodes", "queryNode": "query nodes", "dataNode": "data nodes", "indexNode": index, "proxy": "proxies"}.get(word)
    return [one] if one else ROLES[version]


# END SOLUTION


# BEGIN SOLUTION names
def compared(name):
    """A name in the form in which Milvus compares it."""
    for sign in "._/":
        name = name.replace(sign, "")
    return name.lower()


# END SOLUTION


def nearest(name, names):
    """The name that was probably meant, or None."""
    # BEGIN SOLUTION nearest
    steps, best = min(((edits(compared(name), compared(one)), one) for one in names), default=(4, None))
    return best if steps <= 3 else None
    # END SOLUTION


# BEGIN SOLUTION edits
def edits(one, other):
    """How many characters are put in, taken out or replaced."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


# END SOLUTION

# expect: failed|partial
# because: "Of several, the first in the order of the alphabet" - the first in the order of the list.
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


READS = {"rootCoord": "coordinators", "dataCoord": "coordinators", "queryCoord": "coordinators", "indexCoord": "coordinators", "streamingNode": "streaming nodes", "queryNode": "query nodes", "dataNode": "data nodes", "proxy": "proxies"}


def _plain(name):
    for sign in "._/":
        name = name.replace(sign, "")
    return name.lower()


def _roles(name, version):
    word = name.split(".")[0]
    if word == "indexNode":
        return ["index nodes" if version == "2.3.5" else "data nodes"]
    return [READS[word]] if word in READS else ROLES[version]


def _edits(a, b):
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        line = [i]
        for j, y in enumerate(b, 1):
            line.append(min(before[j] + 1, line[-1] + 1, before[j - 1] + (x != y)))
        before = line
    return before[-1]


def plan(wish, now, reference, version):
    """What a change takes."""
    rows = {_plain(row["name"]): row for row in reference}
    names = [row["name"] for row in reference if row[version] is not None]
    unknown, elsewhere, done, live, waiting = {}, [], [], [], []
    for wished, text in wish.items():
        row = rows.get(_plain(wished))
        if row is None:
            unknown[wished] = nearest(wished, names)
        elif row[version] is None:
            elsewhere.append(row["name"])
        elif now.get(row["name"], row[version]) == text:
            done.append(row["name"])
        elif row["live"]:
            live.append(row["name"])
        else:
            waiting.append(row["name"])
    if unknown or elsewhere:
        live, waiting = [], []
    restart = []
    for role in ROLES[version]:
        own = sorted(name for name in waiting if role in _roles(name, version))
        if own:
            restart.append((role, own))
    return {"unknown": unknown, "elsewhere": sorted(elsewhere), "done": sorted(done), "live": sorted(live), "restart": restart}


def nearest(name, names):
    """The name that was probably meant, or None."""
    best = min(((_edits(_plain(name), _plain(other)), other) for other in names), default=(4, None), key=lambda pair: pair[0])
    return best[1] if best[0] <= 3 else None

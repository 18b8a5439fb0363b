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

from grader.learner import NotStarted

ROLES = {
    "2.3.5": ["coordinators", "query nodes", "index nodes", "data nodes", "proxies"],
    "3.0": ["coordinators", "streaming nodes", "query nodes", "data nodes", "proxies"],
}


def plan(wish, now, reference, version):
    """What a change takes."""
    raise NotStarted("plan")


def nearest(name, names):
    """The name that was probably meant, or None."""
    raise NotStarted("nearest")

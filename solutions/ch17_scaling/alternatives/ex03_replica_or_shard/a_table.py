"""A table of words and conditions, in order; the first that holds."""


def throttled(f):
    full = f["writes"]["accepted"] / (f["shards"] * f["channel"]) >= 0.95
    return f["shards"] != 16 and full and f["writes"]["offered"] > f["writes"]["accepted"]


def building(f):
    return bool(f["builds"]["waiting"]) and f["builds"]["cpu"] > 0.8


def top(f):
    return sorted(f["nodes"], key=lambda n: (-n["cpu"], -n["segments"]))[0]


def free(f):
    return sorted((n for n in f["nodes"] if n["cpu"] < 0.4), key=lambda n: n["segments"])


def busy(f):
    return top(f)["cpu"] > 0.8


RULES = (
    ("shards", throttled),
    ("data nodes", building),
    ("balance", lambda f: busy(f) and any(top(f)["segments"] >= n["segments"] + 2 for n in free(f))),
    ("replicas", lambda f: busy(f) and any(1 - n["memory"] >= 0.5 for n in free(f))),
    ("query nodes", busy),
    ("consistency", lambda f: f["tick"] > 0.5),
    ("memory", lambda f: max(n["memory"] for n in f["nodes"]) > 0.9),
)


def remedy(facts):
    return next((word for word, holds in RULES if holds(facts)), "nothing")

# expect: passed
# because: all rules; a table of words and predicates, the first that is true
"""Replica, shard, or node?"""


def writes_stuck(f):
    w = f["writes"]
    return f["shards"] < 16 and w["accepted"] < w["offered"] and w["accepted"] >= 0.95 * (f["channel"] * f["shards"])


def builds_late(f):
    return f["builds"]["waiting"] >= 1 and f["builds"]["cpu"] > 0.8


def busy(f):
    return sorted((n for n in f["nodes"] if n["cpu"] > 0.8), key=lambda n: (n["cpu"], n["segments"]), reverse=True)


def free(f):
    return sorted((n for n in f["nodes"] if n["cpu"] < 0.4), key=lambda n: n["segments"])


RULES = (
    ("shards", writes_stuck),
    ("data nodes", builds_late),
    ("balance", lambda f: bool(busy(f) and free(f)) and busy(f)[0]["segments"] >= free(f)[0]["segments"] + 2),
    ("replicas", lambda f: bool(busy(f)) and any(1 - n["memory"] >= 0.5 for n in free(f))),
    ("query nodes", lambda f: bool(busy(f))),
    ("consistency", lambda f: f["tick"] > 0.5),
    ("memory", lambda f: max((n["memory"] for n in f["nodes"]), default=0) > 0.9),
    ("nothing", lambda f: True),
)


def remedy(facts):
    """The one change that helps, as a word."""
    return next(word for word, true in RULES if true(facts))

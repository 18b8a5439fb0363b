# expect: passed
# because: a list of rules as generators, sets of failing calls
"""Game day."""

ALL = frozenset(("insert", "search", "flush", "create", "index", "load"))
LOOKS = [
    ("proxy", ALL, frozenset()),
    ("rootcoord", ALL - {"create", "index"}, frozenset({"create", "index"})),
    ("datacoord", frozenset({"flush", "index"}), frozenset({"insert", "create", "load"})),
    ("datanode", frozenset({"flush"}), frozenset()),
    ("indexnode", frozenset(), frozenset({"index"})),
    ("log", frozenset(), ALL),
]


def hangs(bad):
    """The part whose absence looks like these calls, or None."""
    errors = {c for c, s in bad.items() if s == "error"}
    silent = {c for c, s in bad.items() if s == "no answer"}
    return next((name for name, e, n in LOOKS if e == errors and n == silent), None)


def candidates(history):
    *earlier, now = history
    if now["etcd"]["answers"] is False:
        yield "restart etcd"
    yield from (f"restart {p}" for p, ok in sorted(now["healthy"].items()) if not ok)
    if now["etcd"]["full"] >= 1:
        compacting = now["done"] == "compact etcd" or (bool(earlier) and earlier[-1]["done"] == "compact etcd")
        yield "wait" if compacting else "compact etcd"
    if now["asked"] > 1:
        yield "limit clients"
    if now["done"] == "wait":
        part = hangs(now["calls"])
        if part is not None:
            yield "restart " + part
    yield "wait"


def decide(history):
    """One of the things that you can do."""
    return next(candidates(history))

# expect: passed
# because: 'Be as quick as one can be; one minute more is granted': looks twice before it calls something hung
"""Game day."""

ORDER = ["insert", "search", "flush", "create", "index", "load"]
# One letter per call: w(orks), e(rror), n(o answer).
TABLE = {"eeeeee": "proxy", "eeenne": "rootcoord", "nwenen": "datacoord", "wwewww": "datanode", "wwwwnw": "indexnode", "nnnnnn": "log"}


def letters(seen):
    return "".join(seen["calls"][call][0] for call in ORDER)


def hangs(bad):
    """The part whose absence looks like these calls, or None."""
    return TABLE.get("".join(bad.get(call, "works")[0] for call in ORDER))


def decide(history):
    """One of the things that you can do."""
    now, before = history[-1], history[-2] if len(history) > 1 else None
    etcd = now["etcd"]
    if not etcd["answers"]:
        return "restart etcd"
    gone = [name for name in now["healthy"] if not now["healthy"][name]]
    if gone:
        return "restart " + gone[0]
    if etcd["full"] >= 1.0:
        recent = {h["done"] for h in history[-2:]}
        return "compact etcd" if "compact etcd" not in recent else "wait"
    if now["asked"] > 1.0:
        return "limit clients"
    part = TABLE.get(letters(now))
    if part and now["done"] == "wait" and before and letters(before) == letters(now):
        return "restart " + part
    return "wait"

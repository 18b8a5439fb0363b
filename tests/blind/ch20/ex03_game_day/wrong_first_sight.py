# expect: failed|partial
# because: 'Be as quick as one can be; one minute more is granted': something is called hung only after four minutes
"""Game day."""

CALLS = ("insert", "search", "flush", "create", "index", "load")
ROWS = {
    "proxy": {call: "error" for call in CALLS},
    "rootcoord": {"insert": "error", "search": "error", "flush": "error", "load": "error", "create": "no answer", "index": "no answer"},
    "datacoord": {"flush": "error", "index": "error", "insert": "no answer", "create": "no answer", "load": "no answer"},
    "datanode": {"flush": "error"},
    "indexnode": {"index": "no answer"},
    "log": {call: "no answer" for call in CALLS},
}


def decide(history):
    """One of the things that you can do."""
    now = history[-1]
    if not now["etcd"]["answers"]:
        return "restart etcd"
    for name, healthy in now["healthy"].items():
        if not healthy:
            return f"restart {name}"
    if now["etcd"]["full"] >= 1:
        return "wait" if "compact etcd" in [h["done"] for h in history[-2:]] else "compact etcd"
    if now["asked"] > 1:
        return "limit clients"
    bad = {call: said for call, said in now["calls"].items() if said != "works"}
    part = hangs(bad)
    if [h["done"] for h in history[-4:]] == ["wait"] * 4 and part:
        return f"restart {part}"
    return "wait"


def hangs(bad):
    """The part whose absence looks like these calls, or None."""
    for name, row in ROWS.items():
        if row == bad:
            return name
    return None

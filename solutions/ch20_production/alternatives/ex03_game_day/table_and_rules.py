"""The table of the statement as data; rules in an order, the first that speaks wins."""

CALLS = ("insert", "search", "flush", "create", "index", "load")
TABLE = {  # one letter per call: works, error, no answer
    "proxy": "eeeeee",
    "rootcoord": "eeenne",
    "datacoord": "nwenen",
    "datanode": "wwewww",
    "indexnode": "wwwwnw",
    "log": "nnnnnn",
}


def etcd_away(history):
    if not history[-1]["etcd"]["answers"]:
        return "restart etcd"


def process_away(history):
    for name, well in history[-1]["healthy"].items():
        if not well:
            return "restart " + name


def under_way(history):
    if history[-1]["done"] != "wait" or (len(history) > 1 and history[-2]["done"] == "compact etcd"):
        return "wait"


def full(history):
    if history[-1]["etcd"]["full"] >= 1.0:
        return "compact etcd"


def flood(history):
    if history[-1]["asked"] > 1.0:
        return "limit clients"


def hanging(history):
    row = "".join(history[-1]["calls"][call][0] for call in CALLS)
    for name, pattern in TABLE.items():
        if row == pattern:
            return "restart " + name


def decide(history):
    for rule in (etcd_away, process_away, under_way, full, flood, hanging):
        action = rule(history)
        if action:
            return action
    return "wait"

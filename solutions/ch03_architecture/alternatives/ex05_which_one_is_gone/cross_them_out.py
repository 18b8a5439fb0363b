"""The table by columns: each observation crosses out whoever it speaks against."""

EVERYBODY = {"proxy", "rootcoord", "datacoord", "querycoord", "querynode", "datanode", "indexnode", "log", "etcd"}
STOPS = {
    "port": {"proxy"},
    "search": {"proxy", "rootcoord", "querycoord", "querynode"},
    "strong_read": {"proxy", "rootcoord", "querycoord", "querynode", "log"},
    "insert": {"proxy", "rootcoord", "datacoord", "log"},
    "create": {"proxy", "rootcoord", "datacoord", "log", "etcd"},
    "flush": {"proxy", "rootcoord", "datacoord", "datanode", "log", "etcd"},
    "load": {"proxy", "rootcoord", "datacoord", "querycoord", "querynode", "log", "etcd"},
    "release": {"proxy", "rootcoord", "querycoord", "log", "etcd"},
    "index": {"proxy", "rootcoord", "datacoord", "indexnode"},
}
UNCLEAR = {"index": {"datanode", "log", "etcd"}}


def suspects(seen):
    """Components that can be the one that is gone."""
    left = set(EVERYBODY)
    for look in seen:
        blamed = STOPS[look["what"]]
        allowed = EVERYBODY - blamed if look["outcome"] == "ok" else blamed
        left &= allowed | UNCLEAR.get(look["what"], set())
    return sorted(left)

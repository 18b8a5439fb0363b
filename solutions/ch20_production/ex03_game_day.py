"""Game day.

A cluster has accidents, one a night, and you are on call. Once a minute you see it, and do one thing. Write `decide(history)`. It returns what to do.

`history` is a list of what was seen, minute by minute, the newest last. Each is a dict:

- `calls`: what six calls did in this minute. Each of "insert", "search", "flush", "create", "index", "load" (the last three: make a collection, build an index, load a collection)
  is `"works"`, `"error"` or `"no answer"`
- `healthy`: from each of the eight processes to whether its `/healthz` answers: "proxy", "rootcoord", "datacoord", "querycoord", "querynode1", "querynode2", "datanode", "indexnode"
- `etcd`: a dict with `answers` (True or False) and `full` (the share of its space that is used; at 1.0 it takes no more changes)
- `asked`: how many searches the clients ask for, as a share of what the cluster was measured to serve
- `done`: what you did at the end of the minute before; `"wait"` in the first

What you can do: `"wait"`, `"restart X"` for a process or for `etcd` or `log`, `"compact etcd"`, `"limit clients"`.

What was measured on a cluster of 2.3.5 with a process gone (the calls that are not named work):

| gone | error | no answer |
|:---|:---|:---|
| proxy | all six |  |
| rootcoord | insert, search, flush, load | create, index |
| datacoord | flush, index | insert, create, load |
| querycoord | search, load |  |
| a query node | search, load |  |
| both query nodes | load | search |
| datanode | flush |  |
| indexnode |  | index |
| log |  | all six |
| etcd |  | flush, create, index, load |

And how a cluster behaves:

1. A process that was restarted is healthy in the next minute, **and its calls still fail in that minute**: leases have to run out. In the minute after it they work. Restarted again, it begins anew.
2. A process can also *hang*: healthy, and its calls fail for more than that one minute. A restart cures it. (Of the processes, proxy, rootcoord, datacoord, datanode and indexnode do; so does the log, which has no `/healthz`.)
3. When etcd has not answered for a minute, all eight processes end. Started while it does not answer, they end again.
4. A full etcd answers, and flush, create, index and load are an error. A restart does not help. `"compact etcd"` is done two minutes later: in the two minutes after it `full` is as before. Begun again, it takes two minutes again.
5. When clients ask for more than 1.0, searches have no answer, and nothing is broken. `"limit clients"` counts from the next minute on. A restart makes nothing better.
6. Each restart of a process that works is an accident of its own.

The night is over when nothing is broken and all six calls work. Be as quick as one can be; one minute more is granted. Several processes may be gone, but there is only one kind of accident in a night. A loss of which
no caller has noticed anything yet is also one.
"""


def decide(history):
    """One of the things that you can do."""
    # BEGIN SOLUTION decide
    now = history[-1]
    if not now["etcd"]["answers"]:
        return "restart etcd"
    gone = [name for name, well in now["healthy"].items() if not well]
    if gone:
        return f"restart {gone[0]}"
    lately = [minute["done"] for minute in history[-2:]]
    if now["etcd"]["full"] >= 1:
        return "wait" if "compact etcd" in lately else "compact etcd"
    if now["asked"] > 1:
        return "limit clients" if now["done"] != "limit clients" else "wait"
    bad = {call: outcome for call, outcome in now["calls"].items() if outcome != "works"}
    if not bad or now["done"] != "wait":
        return "wait"
    return f"restart {hangs(bad)}" if hangs(bad) else "wait"
    # END SOLUTION


def hangs(bad):
    """The part whose absence looks like these calls, or None. (Yours to use or not.)"""
    # BEGIN SOLUTION hangs
    if len(bad) == 6 and set(bad.values()) == {"no answer"}:
        return "log"
    if len(bad) == 6:
        return "proxy" if set(bad.values()) == {"error"} else "rootcoord"
    if "insert" in bad:
        return "datacoord"
    return {"flush": "datanode", "index": "indexnode"}.get(next(iter(bad))) if len(bad) == 1 else None
    # END SOLUTION

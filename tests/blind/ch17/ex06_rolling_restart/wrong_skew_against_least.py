# expect: failed|partial
# because: against the mean
"""Bug hunt: a rolling restart.

This program says which query nodes may be restarted, and in which order. On Sunday it was believed. The first restart cost a third of the rows for ten seconds, the second one half a minute of errors, and the node that it had called even was a node without any work.

Find the mistakes. Afterwards, for the state of one loaded collection:

- `at_risk(state, node)` returns how many rows have their only copy in memory on this node.
- `skew(state)` returns the rows of the fullest node, divided by the mean of *all* nodes: 1.0 is even. With no rows at all it is 1.0.
- `can_stop(state, node)` is `True` if searches continue when this node is stopped, at once, without errors and with all rows. A search is answered by **one** replica: by the leaders of its shards, and from segments on nodes of that replica. So there has to be a replica that does not include `node`, has every segment on its own nodes, and for each shard a leader on its own nodes.
- `restart_order(state)` returns the numbers of the nodes that can be stopped now, the one with the fewest rows first; with equally many, the lower number first.

`state` is what the cluster says of itself. A replica in recovery may lack segments or leaders, or have a leader on a node that has gone.

    {"nodes": [3, 5, 9], "shards": ["dml_0", "dml_1"],
     "segments": [{"id": 17, "rows": 700, "nodes": [3, 9]}, …],
     "replicas": [{"nodes": [3, 5], "leaders": {"dml_0": 3, "dml_1": 5}}, {"nodes": [9], "leaders": {…}}]}
"""


def at_risk(state, node):
    """Rows whose only copy in memory is on this node."""
    return sum(s["rows"] for s in state["segments"] if set(s["nodes"]) == {node})


def rows_on(state, node):
    """Rows on a node."""
    return sum(s["rows"] for s in state["segments"] if node in s["nodes"])


def skew(state):
    """Rows of the fullest node, divided by the mean of all nodes."""
    rows = [rows_on(state, node) for node in state["nodes"]]
    return max(rows) / max(min(rows), 1) if sum(rows) else 1.0


def answers(state, replica):
    """Whether this replica answers alone: every segment, and a leader for every shard, on its own nodes."""
    own = set(replica["nodes"])
    return all(own & set(s["nodes"]) for s in state["segments"]) and all(replica["leaders"].get(shard) in own for shard in state["shards"])


def can_stop(state, node):
    """Whether searches continue, with all rows, when this node is stopped."""
    return any(node not in r["nodes"] and answers(state, r) for r in state["replicas"])


def restart_order(state):
    """The nodes that can be stopped now, the one with the fewest rows first."""
    return sorted((n for n in state["nodes"] if can_stop(state, n)), key=lambda n: (rows_on(state, n), n))

# expect: passed
# because: all four functions, with sets
"""Bug hunt: a rolling restart."""


def rows_of(state, node):
    return sum(s["rows"] for s in state["segments"] if node in s["nodes"])


def at_risk(state, node):
    """Rows whose only copy in memory is on this node."""
    return sum(s["rows"] for s in state["segments"] if set(s["nodes"]) == {node})


def skew(state):
    """Rows of the fullest node, divided by the mean of all nodes."""
    rows = [rows_of(state, node) for node in state["nodes"]]
    if not any(rows):
        return 1.0
    return max(rows) / (sum(rows) / len(rows))


def whole(state, replica):
    own = set(replica["nodes"])
    return all(own & set(s["nodes"]) for s in state["segments"]) and all(shard in replica["leaders"] and replica["leaders"][shard] in own for shard in state["shards"])


def can_stop(state, node):
    """Whether searches continue, with all rows, when this node is stopped."""
    return any(whole(state, r) for r in state["replicas"] if node not in r["nodes"])


def restart_order(state):
    """The nodes that can be stopped now, the one with the fewest rows first."""
    return sorted(sorted(n for n in state["nodes"] if can_stop(state, n)), key=lambda n: rows_of(state, n))

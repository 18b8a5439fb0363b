"""Bug hunt: a rolling restart.

Six mistakes: rows with a second copy are not at risk; segments are counted instead of rows, and nodes without one left out of the mean; copies may lie in two halves of two replicas; leaders are not looked at; and numbers are sorted as texts.
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
    return max(rows) * len(rows) / sum(rows) if sum(rows) else 1.0


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

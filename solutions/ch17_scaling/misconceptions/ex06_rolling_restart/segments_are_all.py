# id: segments-are-all
# check: test_can_stop
# why: What a node holds is called segments everywhere. A leader without a segment is in no list of them.
# source: run here: a node of 2.3.5 whose segments had been moved away still led its shard (lesson, section Load Balancing); the line stood in the bug hunt's own starter

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
    return all(own & set(s["nodes"]) for s in state["segments"])


def can_stop(state, node):
    """Whether searches go on, with all rows, when this node is stopped."""
    return any(node not in r["nodes"] and answers(state, r) for r in state["replicas"])


def restart_order(state):
    """The nodes that can be stopped now, the one with the fewest rows first."""
    return sorted((n for n in state["nodes"] if can_stop(state, n)), key=lambda n: (rows_on(state, n), n))

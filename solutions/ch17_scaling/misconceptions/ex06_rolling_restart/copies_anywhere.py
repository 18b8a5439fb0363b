# id: copies-anywhere
# check: test_can_stop
# why: Every row is there a second time, somewhere, so nothing can be missing. That one search uses one replica is not visible in any list of segments.
# source: docs v2.3.x, In-Memory Replica: a request goes to one replica group; the line stood in the bug hunt's own starter

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
    """Whether searches go on, with all rows, when this node is stopped."""
    led = [r for r in state["replicas"] if node not in r["nodes"] and all(r["leaders"].get(shard) in r["nodes"] for shard in state["shards"])]
    return bool(led) and all(any(other != node for other in s["nodes"]) for s in state["segments"])


def restart_order(state):
    """The nodes that can be stopped now, the one with the fewest rows first."""
    return sorted((n for n in state["nodes"] if can_stop(state, n)), key=lambda n: (rows_on(state, n), n))

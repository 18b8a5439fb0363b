# expect: passed
# because: all four functions, plain loops and pairs
"""Bug hunt: a rolling restart."""


def at_risk(state, node):
    """Rows whose only copy in memory is on this node."""
    total = 0
    for s in state["segments"]:
        if node in s["nodes"] and len(s["nodes"]) == 1:
            total += s["rows"]
    return total


def table(state):
    rows = {}
    for node in state["nodes"]:
        rows[node] = 0
    for s in state["segments"]:
        for node in s["nodes"]:
            if node in rows:
                rows[node] += s["rows"]
    return rows


def skew(state):
    """Rows of the fullest node, divided by the mean of all nodes."""
    rows = table(state)
    total = sum(rows.values())
    if total == 0:
        return 1.0
    return max(rows.values()) * len(rows) / total


def answers(state, replica):
    own = [n for n in replica["nodes"] if n in state["nodes"]]
    for s in state["segments"]:
        if not [n for n in s["nodes"] if n in own]:
            return False
    for shard in state["shards"]:
        if replica["leaders"].get(shard, None) not in own:
            return False
    return True


def can_stop(state, node):
    """Whether searches continue, with all rows, when this node is stopped."""
    for replica in state["replicas"]:
        if node not in replica["nodes"] and answers(state, replica):
            return True
    return False


def restart_order(state):
    """The nodes that can be stopped now, the one with the fewest rows first."""
    rows = table(state)
    pairs = [(rows[n], n) for n in state["nodes"] if can_stop(state, n)]
    pairs.sort()
    return [n for _, n in pairs]

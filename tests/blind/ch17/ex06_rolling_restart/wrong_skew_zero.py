# expect: failed|partial
# because: 'With no rows at all it is 1.0': 0.0
"""Bug hunt: a rolling restart."""


def at_risk(state, node):
    """Rows whose only copy in memory is on this node."""
    return sum(s["rows"] for s in state["segments"] if s["nodes"] == [node])


def skew(state):
    """Rows of the fullest node, divided by the mean of all nodes."""
    held = dict.fromkeys(state["nodes"], 0)
    for s in state["segments"]:
        for node in s["nodes"]:
            held[node] = held.get(node, 0) + s["rows"]
    return max(held.values()) * len(held) / sum(held.values()) if sum(held.values()) else 0.0


def can_stop(state, node):
    """Whether searches continue, with all rows, when this node is stopped."""
    for replica in state["replicas"]:
        own = replica["nodes"]
        if node in own:
            continue
        whole = all(any(n in own for n in s["nodes"]) for s in state["segments"])
        led = all(replica["leaders"].get(shard) in own for shard in state["shards"])
        if whole and led:
            return True
    return False


def restart_order(state):
    """The nodes that can be stopped now, the one with the fewest rows first."""
    def rows(node):
        return sum(s["rows"] for s in state["segments"] if node in s["nodes"])

    return sorted((n for n in state["nodes"] if can_stop(state, n)), key=lambda n: (rows(n), n))

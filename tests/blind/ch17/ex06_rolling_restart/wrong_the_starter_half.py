# expect: failed|partial
# because: 'with equally many, the lower number first' and can_stop as it was: only the row functions are repaired
"""Bug hunt: a rolling restart."""


def at_risk(state, node):
    """Rows whose only copy in memory is on this node."""
    return sum(s["rows"] for s in state["segments"] if s["nodes"] == [node])


def skew(state):
    """Rows of the fullest node, divided by the mean of all nodes."""
    held = dict.fromkeys(state["nodes"], 0)
    for s in state["segments"]:
        for node in s["nodes"]:
            held[node] += s["rows"]
    return max(held.values()) * len(held) / sum(held.values()) if sum(held.values()) else 1.0


def can_stop(state, node):
    """Whether searches continue, with all rows, when this node is stopped."""
    if not any(node not in replica["nodes"] for replica in state["replicas"]):
        return False
    return at_risk(state, node) == 0


def restart_order(state):
    """The nodes that can be stopped now, the one with the fewest rows first."""
    def rows(node):
        return sum(s["rows"] for s in state["segments"] if node in s["nodes"])

    return sorted((n for n in state["nodes"] if can_stop(state, n)), key=rows)

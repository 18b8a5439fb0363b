# expect: failed|partial
# because: 'A search is answered by one replica': segments of one replica and the leaders of another are enough
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
    return max(held.values()) * len(held) / sum(held.values()) if sum(held.values()) else 1.0


def can_stop(state, node):
    """Whether searches continue, with all rows, when this node is stopped."""
    others = [r for r in state["replicas"] if node not in r["nodes"]]
    whole = any(all(any(n in r["nodes"] for n in s["nodes"]) for s in state["segments"]) for r in others)
    led = any(all(r["leaders"].get(shard) in r["nodes"] for shard in state["shards"]) for r in others)
    return whole and led


def restart_order(state):
    """The nodes that can be stopped now, the one with the fewest rows first."""
    def rows(node):
        return sum(s["rows"] for s in state["segments"] if node in s["nodes"])

    return sorted((n for n in state["nodes"] if can_stop(state, n)), key=lambda n: (rows(n), n))

"""A matrix of rows, nodes by segments, and everything read from it."""

import numpy as np


def matrix(state):
    table = np.zeros((len(state["nodes"]), len(state["segments"])), dtype=np.int64)
    place = {node: i for i, node in enumerate(state["nodes"])}
    for j, s in enumerate(state["segments"]):
        for node in s["nodes"]:
            if node in place:
                table[place[node], j] = s["rows"]
    return table, place


def at_risk(state, node):
    total = 0
    for s in state["segments"]:
        if s["nodes"] == [node]:
            total += s["rows"]
    return total


def skew(state):
    table, _ = matrix(state)
    per_node = table.sum(axis=1)
    return float(per_node.max() / per_node.mean()) if per_node.any() else 1.0


def can_stop(state, node):
    for replica in state["replicas"]:
        if node in replica["nodes"]:
            continue
        led = {shard for shard, leader in replica["leaders"].items() if leader in replica["nodes"]}
        complete = not [s for s in state["segments"] if not set(s["nodes"]).intersection(replica["nodes"])]
        if complete and led >= set(state["shards"]):
            return True
    return False


def restart_order(state):
    table, place = matrix(state)
    free = [n for n in sorted(state["nodes"]) if can_stop(state, n)]
    free.sort(key=lambda n: int(table[place[n]].sum()))  # sorted() is stable, so equal ones stay in the order of their numbers
    return free

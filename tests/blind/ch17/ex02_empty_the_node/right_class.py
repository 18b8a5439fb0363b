# expect: passed
# because: all sentences; a small class, snake order over the targets, leader asked at the end
"""Empty the node before it goes."""

import time


def move(client, name, segments, source, target):
    """Ask the cluster to move sealed segments from one query node to another. MilvusClient has no method of its own for it."""
    client._get_connection().load_balance(name, source, [target], list(segments), timeout=30)


class Node:
    def __init__(self, client, name, number):
        self.client, self.name, self.number = client, name, number

    def segments(self):
        return {s.segment_id: s.num_rows for s in self.client.list_loaded_segments(self.name) if self.number in s.node_ids}

    def replicas(self):
        return self.client.describe_replica(self.name)

    def leads(self):
        return any(sh.shard_leader == self.number for r in self.replicas() for sh in r.shards)

    def spread(self, targets):
        loads = [[0, t, []] for t in targets]
        for segment, rows in sorted(self.segments().items(), key=lambda kv: kv[1], reverse=True):
            loads.sort(key=lambda load: load[0])
            loads[0][0] += rows
            loads[0][2].append(segment)
        for _, target, ids in loads:
            if ids:
                move(self.client, self.name, ids, self.number, target)

    def emptied(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self.segments():
                return True
            time.sleep(0.25)
        return not self.segments()


def empty_node(client, name, node):
    """Move what can be moved, wait until it has happened, and say what is left."""
    it = Node(client, name, node)
    if any(node not in r.group_nodes for r in it.replicas()):
        return []
    targets = [n for r in it.replicas() for n in r.group_nodes if n != node]
    left = []
    if it.segments():
        if targets:
            it.spread(targets)
        if not targets or not it.emptied(20):
            left.append("segments")
    if it.leads():
        left.insert(0, "leader")
    return left

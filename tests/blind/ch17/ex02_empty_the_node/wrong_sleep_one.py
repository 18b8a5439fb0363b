# expect: failed|partial
# because: 'Return when the cluster itself shows no segment on node any more': sleeps a second and believes
"""Empty the node before it goes."""

import time


def move(client, name, segments, source, target):
    """Ask the cluster to move sealed segments from one query node to another. MilvusClient has no method of its own for it."""
    client._get_connection().load_balance(name, source, [target], list(segments), timeout=30)


def on(client, name, node):
    return [s for s in client.list_loaded_segments(name) if node in s.node_ids]


def empty_node(client, name, node):
    """Move what can be moved, wait until it has happened, and say what is left."""
    replicas = list(client.describe_replica(name))
    if any(node not in r.group_nodes for r in replicas):
        return []
    left = []
    others = [n for n in replicas[0].group_nodes if n != node]
    segments = on(client, name, node)
    if segments and not others:
        left.append("segments")
    elif segments:
        parts = {n: [] for n in others}
        rows = {n: 0 for n in others}
        for s in sorted(segments, key=lambda s: s.num_rows, reverse=True):
            target = min(rows, key=rows.get)
            rows[target] += s.num_rows
            parts[target].append(s.segment_id)
        for target, ids in parts.items():
            if ids:
                move(client, name, ids, node, target)
        time.sleep(1)
    if any(shard.shard_leader == node for r in client.describe_replica(name) for shard in r.shards):
        left.append("leader")
    return sorted(left)

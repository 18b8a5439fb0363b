# expect: passed
# because: all sentences; one call per segment, the leader looked at first, a set of words
"""Empty the node before it goes."""

import time


def move(client, name, segments, source, target):
    """Ask the cluster to move sealed segments from one query node to another. MilvusClient has no method of its own for it."""
    client._get_connection().load_balance(name, source, [target], list(segments), timeout=30)


def here(client, name, node):
    found = {}
    for s in client.list_loaded_segments(name):
        if node in list(s.node_ids):
            found[s.segment_id] = s.num_rows
    return found


def empty_node(client, name, node):
    """Move what can be moved, wait until it has happened, and say what is left."""
    replicas = client.describe_replica(name)
    mine = next((r for r in replicas if node in list(r.group_nodes)), None)
    if mine is None or len(replicas) > 1:
        return []
    words = set()
    if node in {shard.shard_leader for shard in mine.shards}:
        words.add("leader")
    todo = sorted(here(client, name, node).items(), key=lambda pair: -pair[1])
    if not todo:
        return sorted(words)
    given = {n: 0 for n in mine.group_nodes if n != node}
    if not given:
        return sorted(words | {"segments"})
    for segment, rows in todo:
        target = min(given, key=lambda n: (given[n], n))
        move(client, name, [segment], node, target)
        given[target] += rows
    last = time.monotonic()
    while here(client, name, node):
        if time.monotonic() - last >= 20:
            words.add("segments")
            break
        time.sleep(0.1)
    return sorted(words)

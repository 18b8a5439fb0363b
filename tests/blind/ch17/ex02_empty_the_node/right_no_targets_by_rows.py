# expect: passed
# because: two nodes only: the one target is known
import time


def move(client, name, segments, source, target):
    client._get_connection().load_balance(name, source, [target], list(segments), timeout=30)


def on_node(client, name, node):
    return [s for s in client.list_loaded_segments(name) if node in list(s.node_ids)]


def empty_node(client, name, node):
    replicas = list(client.describe_replica(name))
    without = [r for r in replicas if node not in list(r.group_nodes)]
    if without:
        return []
    targets = [n for n in replicas[0].group_nodes if n != node]
    todo = sorted(on_node(client, name, node), key=lambda s: s.num_rows)
    for k, target in enumerate(targets):
        part = [s.segment_id for s in todo[k :: len(targets)]]
        if part:
            move(client, name, part, node, target)
    deadline = time.time() + (20 if targets else 0)
    while on_node(client, name, node) and time.time() < deadline:
        time.sleep(0.1)
    words = []
    if on_node(client, name, node):
        words.append("segments")
    if node in [s.shard_leader for r in client.describe_replica(name) for s in r.shards]:
        words.append("leader")
    return sorted(words)

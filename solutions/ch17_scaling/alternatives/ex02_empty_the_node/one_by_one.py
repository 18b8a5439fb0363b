"""Segment by segment, each followed until it has arrived; the state is read anew before every step."""

import time


def move(client, name, segments, source, target):
    client._get_connection().load_balance(name, source, [target], list(segments), timeout=30)


def rows_per_node(client, name, nodes):
    totals = dict.fromkeys(nodes, 0)
    for s in client.list_loaded_segments(name):
        for n in s.node_ids:
            if n in totals:
                totals[n] += s.num_rows
    return totals


def lying_on(client, name, node):
    return [s.segment_id for s in client.list_loaded_segments(name) if node in s.node_ids]


def empty_node(client, name, node):
    groups = [set(r.group_nodes) for r in client.describe_replica(name)]
    if len(groups) > 1 and not all(node in g for g in groups):
        return []
    words = set()
    others = groups[0] - {node}
    for segment in lying_on(client, name, node):
        if not others:
            words.add("segments")
            break
        totals = rows_per_node(client, name, others)
        target = sorted(others, key=lambda n: totals[n])[0]
        move(client, name, [segment], node, target)
        for _ in range(100):
            if segment not in lying_on(client, name, node):
                break
            time.sleep(0.2)
        else:
            words.add("segments")
    for replica in client.describe_replica(name):
        if any(s.shard_leader == node for s in replica.shards):
            words.add("leader")
    return sorted(words)

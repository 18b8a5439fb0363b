# expect: failed|partial
# because: its segments are moved all the same
"""Empty the node before it goes.

A machine with a query node on it goes for a repair at noon. Until then the collection must not need it any more, and the searches that run meanwhile must not notice.

`empty_node(client, name, node)` prepares the loaded collection `name` for the loss of query node number `node`, and returns what still stands in the way, as a sorted list of words; `[]` means that it is free to go.

- If the collection has a second replica, whose nodes do not include `node`, that one answers alone. Move nothing, and return `[]`.
- Otherwise move every sealed segment that lies on `node` to the other nodes of its replica, to each one about as many rows. The function `move` below does it.
- An accepted move is not a finished one. Return when the cluster itself shows no segment on `node` any more; if 20 seconds after the last move it still does, `"segments"` is in the list. So it is where there is no other node to move them to: then do not wait.
- A leader does not move with the segments. If `node` leads a shard, `"leader"` is in the list. Its segments are moved all the same.
- Never release or reload the collection: it is searched the whole time. A collection of which nothing lies on `node`, leader or segment, is free at once.

`client.list_loaded_segments(name)` gives `segment_id`, `num_rows` and `node_ids` of each segment. `client.describe_replica(name)` gives `group_nodes` of each replica and, for each of its `shards`, the `shard_leader`.
"""

import time


def move(client, name, segments, source, target):
    """Ask the cluster to move sealed segments from one query node to another. MilvusClient has no method of its own for it."""
    client._get_connection().load_balance(name, source, [target], list(segments), timeout=30)


def empty_node(client, name, node):
    """Move what can be moved, wait until it has happened, and say what is left."""
    replicas = client.describe_replica(name)
    if any(node not in replica.group_nodes for replica in replicas):
        return []

    def rows_on():
        found = {}
        for segment in client.list_loaded_segments(name):
            for holder in segment.node_ids:
                found.setdefault(holder, {})[segment.segment_id] = segment.num_rows
        return found

    others = [n for n in replicas[0].group_nodes if n != node]
    here = rows_on()
    mine = here.get(node, {})
    if any(shard.shard_leader == node for replica in replicas for shard in replica.shards):
        return ["leader"]
    if others and mine:
        load = {n: sum(here.get(n, {}).values()) for n in others}
        goes = {n: [] for n in others}
        for segment, rows in sorted(mine.items(), key=lambda s: -s[1]):
            least = min(load, key=load.get)
            goes[least].append(segment)
            load[least] += rows
        for target, segments in goes.items():
            if segments:
                move(client, name, segments, node, target)
        end = time.monotonic() + 20
        while rows_on().get(node) and time.monotonic() < end:
            time.sleep(0.2)
    left = []
    if any(shard.shard_leader == node for replica in client.describe_replica(name) for shard in replica.shards):
        left.append("leader")
    if rows_on().get(node):
        left.append("segments")
    return left

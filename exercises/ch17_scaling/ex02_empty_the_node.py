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
from grader.learner import NotStarted


def move(client, name, segments, source, target):
    """Ask the cluster to move sealed segments from one query node to another. MilvusClient has no method of its own for it."""
    client._get_connection().load_balance(name, source, [target], list(segments), timeout=30)


def empty_node(client, name, node):
    """Move what can be moved, wait until it has happened, and say what is left."""
    raise NotStarted("empty_node")

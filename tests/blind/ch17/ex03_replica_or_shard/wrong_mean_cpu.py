# expect: failed|partial
# because: the busiest node counts, and not the mean
"""Replica, shard, or node?

Six teams write that Milvus is slow. Each asks for more query nodes. Look at the facts, and name the one change that helps.

`remedy(facts)` returns one word. `facts` is a dict about a cluster with one collection:

- `"nodes"`: a list with a dict per query node, `{"cpu": 0.93, "segments": 12, "memory": 0.7}`: shares of its CPU and of its memory that are used, and how many sealed segments of the collection it holds
- `"replicas"`, `"shards"`: whole numbers
- `"writes"`: `{"offered": 12000, "accepted": 9000}`, rows per second
- `"channel"`: rows per second that one shard takes at most
- `"builds"`: `{"cpu": 0.97, "waiting": 40}`, of the data nodes, which write and build indexes: the share of their CPU that is used, and segments without an index
- `"tick"`: the share of a search's time that is spent waiting for a time tick

Return the first of these that is so:

1. `"shards"`: fewer rows are accepted than offered, and the shards take no more: `accepted` is at least 95% of what all of them take together. If there are 16 already, there cannot be more, and this is not the remedy.
2. `"data nodes"`: segments wait for an index, and the data nodes use more than 80% of their CPU.
3. A query node uses more than 80% of its CPU, it is **busy**:
   - `"balance"`, if a different node uses less than 40%, and the busiest node can give a segment away: it holds at least two more than that node. (Of several equally busy nodes the one with most segments counts, of several below 40% the one with fewest.)
   - else `"replicas"`, if there is a node that uses less than 40%, so that a further replica has somewhere to go: and half of its memory or more is free.
   - else `"query nodes"`.
4. `"consistency"`: no query node is busy, and more than half of a search's time is spent waiting for a tick.
5. `"memory"`: a node uses more than 90% of its memory: larger nodes, or a smaller index.
6. `"nothing"`: Milvus waits for nothing. Look at the client.

All limits are strict as they are written: 0.8 is not busy, 0.4 is not below 0.4.
"""


def remedy(facts):
    """The one change that helps, as a word."""
    writes, nodes = facts["writes"], facts["nodes"]
    if writes["accepted"] < writes["offered"] and facts["shards"] < 16 and writes["accepted"] >= 0.95 * facts["shards"] * facts["channel"]:
        return "shards"
    if facts["builds"]["waiting"] > 0 and facts["builds"]["cpu"] > 0.8:
        return "data nodes"
    busiest = max(nodes, key=lambda n: (n["cpu"], n["segments"]))
    if sum(n["cpu"] for n in nodes) / len(nodes) > 0.8:
        idle = [n for n in nodes if n["cpu"] < 0.4]
        if idle and busiest["segments"] - min(n["segments"] for n in idle) >= 2:
            return "balance"
        if any(n["memory"] <= 0.5 for n in idle):
            return "replicas"
        return "query nodes"
    if facts["tick"] > 0.5:
        return "consistency"
    if any(n["memory"] > 0.9 for n in nodes):
        return "memory"
    return "nothing"

# expect: failed|partial
# because: 'it holds at least two more than that node': one more is enough
"""Replica, shard, or node?"""


def remedy(facts):
    """The one change that helps, as a word."""
    nodes = facts["nodes"]
    writes, builds = facts["writes"], facts["builds"]
    together = facts["shards"] * facts["channel"]
    if writes["accepted"] < writes["offered"] and writes["accepted"] * 100 >= 95 * together and facts["shards"] < 16:
        return "shards"
    if builds["waiting"] > 0 and builds["cpu"] > 0.8:
        return "data nodes"
    busy = [n for n in nodes if n["cpu"] > 0.8]
    idle = [n for n in nodes if n["cpu"] < 0.4]
    if busy:
        top = max(n["cpu"] for n in busy)
        give = max(n["segments"] for n in busy if n["cpu"] == top)
        if idle and give - min(n["segments"] for n in idle) >= 1:
            return "balance"
        if any(n["memory"] <= 0.5 for n in idle):
            return "replicas"
        return "query nodes"
    if facts["tick"] > 0.5:
        return "consistency"
    if any(n["memory"] > 0.9 for n in nodes):
        return "memory"
    return "nothing"

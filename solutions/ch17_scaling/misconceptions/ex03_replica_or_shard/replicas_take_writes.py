# id: replicas-take-writes
# check: test_writes
# why: In many databases a replica is what a busy table gets. Here it repeats the reads; a row is written once, into one shard.
# source: the sentence “replicas increase throughput” without the word read, as in old tutorials about in-memory replicas (docs v2.3.x, Load a Collection)
# BEGIN SOLUTION
    writes, nodes = facts["writes"], facts["nodes"]
    if writes["accepted"] < writes["offered"] and facts["shards"] < 16 and writes["accepted"] >= 0.95 * facts["shards"] * facts["channel"]:
        return "replicas"
    if facts["builds"]["waiting"] > 0 and facts["builds"]["cpu"] > 0.8:
        return "data nodes"
    busiest = max(nodes, key=lambda n: (n["cpu"], n["segments"]))
    if busiest["cpu"] > 0.8:
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
# END SOLUTION

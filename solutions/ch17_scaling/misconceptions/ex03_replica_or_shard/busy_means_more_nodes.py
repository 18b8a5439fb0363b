# id: busy-means-more-nodes
# check: test_reads
# why: A dashboard shows one busy node and the mean; more nodes are the answer to everything that is busy. That others are idle is a line further down.
# source: run here: a query node that was added to a cluster of 2.3.5 held no segment of a loaded collection (lesson, section Cluster Expansion)
# BEGIN SOLUTION
    writes, nodes = facts["writes"], facts["nodes"]
    if writes["accepted"] < writes["offered"] and facts["shards"] < 16 and writes["accepted"] >= 0.95 * facts["shards"] * facts["channel"]:
        return "shards"
    if facts["builds"]["waiting"] > 0 and facts["builds"]["cpu"] > 0.8:
        return "data nodes"
    if any(n["cpu"] > 0.8 for n in nodes):
        return "query nodes"
    if facts["tick"] > 0.5:
        return "consistency"
    if any(n["memory"] > 0.9 for n in nodes):
        return "memory"
    return "nothing"
# END SOLUTION

# id: even-is-empty
# check: test_segments_go_leaders_stay
# why: “Balance the node” is what the call is named after, and a balanced node holds half. A node that goes must hold nothing.
# source: docs v3.0.x, Balance Query Load: load balance evens out, and is the tool for emptying as well
# BEGIN SOLUTION
    replicas = client.describe_replica(name)
    if any(node not in replica.group_nodes for replica in replicas):
        return []
    others = [n for n in replicas[0].group_nodes if n != node]
    mine = sorted(s.segment_id for s in client.list_loaded_segments(name) if node in s.node_ids)
    if others and mine:
        move(client, name, mine[: len(mine) // 2], node, others[0])
        end = time.monotonic() + 20
        while time.monotonic() < end and sum(node in s.node_ids for s in client.list_loaded_segments(name)) > len(mine) - len(mine) // 2:
            time.sleep(0.2)
    if any(shard.shard_leader == node for replica in replicas for shard in replica.shards):
        return ["leader"]
    return []
# END SOLUTION

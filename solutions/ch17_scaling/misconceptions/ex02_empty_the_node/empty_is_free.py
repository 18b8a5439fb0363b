# id: empty-is-free
# check: test_segments_go_leaders_stay
# why: What a query node holds is called segments everywhere, and the list of them is empty. That it also leads shards is shown by a different call.
# source: docs v3.0.x, Balance Query Load: the page moves segments and does not mention leaders; run here, a node of 2.3.5 without a segment still led its shard
# BEGIN SOLUTION
    replicas = client.describe_replica(name)
    if any(node not in replica.group_nodes for replica in replicas):
        return []
    others = [n for n in replicas[0].group_nodes if n != node]
    mine = [s.segment_id for s in client.list_loaded_segments(name) if node in s.node_ids]
    for number, segment in enumerate(mine):
        move(client, name, [segment], node, others[number % len(others)])
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if not any(node in s.node_ids for s in client.list_loaded_segments(name)):
            return []
        time.sleep(0.2)
    return ["segments"]
# END SOLUTION

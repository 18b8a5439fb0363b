# id: a-log-is-in-order
# check: test_a_whole_life, test_many_logs
# why: The log of one process is in order, so the joined log of many is taken to be.
# source: github.com/grafana/loki/issues/1544, github.com/grafana/loki/issues/168 (several writers, entries out of order)
# BEGIN SOLUTION
WHO = {
    "proxy/task_insert.go": ("Proxy", "Proxy"),
    "datacoord/services.go": ("DataCoord", "Coordinator"),
    "datacoord/index_builder.go": ("DataCoord", "Coordinator"),
    "task/executor.go": ("QueryCoord", "Coordinator"),
    "datanode/flow_graph_insert_buffer_node.go": ("DataNode", "Streaming Node"),
    "datanode/flush_task.go": ("DataNode", "Streaming Node"),
    "datanode/compactor.go": ("DataNode", "Data Node"),
    "indexnode/task.go": ("IndexNode", "Data Node"),
    "pipeline/insert_node.go": ("QueryNode", "Streaming Node"),
    "delegator/delegator_data.go": ("QueryNode", "Streaming Node"),
    "segments/segment_loader.go": ("QueryNode", "Query Node"),
}
LINE = re.compile(r"^\[(?P<time>[^\]]+)\] \[\w+\] \[(?P<file>[\w/.]+):\d+\]")
# END SOLUTION


def hops(log, segment):
    """Who worked on a segment, in the order of time."""
    # BEGIN SOLUTION
    path = []
    for line in log.splitlines():
        mark = LINE.match(line)
        if mark and str(segment) in line:
            pair = WHO[mark["file"]]
            if not path or path[-1] != pair:
                path.append(pair)
    return path
    # END SOLUTION

# id: each-part-once
# check: test_a_whole_life, test_many_logs
# why: Drawings of the write path are pipelines, each component once, from left to right. A real segment comes back to the coordinator after each step.
# source: docs v3.0.x data_processing.md and architecture_overview.md, whose example flows name each component once
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
    found = []
    for line in log.splitlines():
        mark = LINE.match(line)
        if mark and str(segment) in line:
            found.append((mark["time"], WHO[mark["file"]]))
    return list(dict.fromkeys(pair for _, pair in sorted(found)))
    # END SOLUTION

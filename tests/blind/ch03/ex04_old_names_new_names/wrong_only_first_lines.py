# expect: failed|partial
# because: reads the first 100 lines; "several thousand lines"
import re

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
LINE = re.compile(r"^\[([^\]]+)\] \[\w+\] \[([^:\]]+):\d+\]")


def hops(log, segment):
    """Who worked on a segment, in the order of time."""
    lines = [line for line in log.splitlines()[:100] if str(segment) in line]
    lines.sort()
    out = []
    for line in lines:
        pair = WHO[LINE.match(line).group(2)]
        if not out or out[-1] != pair:
            out.append(pair)
    return out

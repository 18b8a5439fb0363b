# expect: failed|partial
# because: index_builder.go read as IndexNode (breaks the table: DataCoord, an index was ordered)
import re

JOB = {
    "proxy/task_insert.go": ("Proxy", "Proxy"),
    "datacoord/services.go": ("DataCoord", "Coordinator"),
    "datacoord/index_builder.go": ("DataCoord", "Data Node"),
    "task/executor.go": ("QueryCoord", "Coordinator"),
    "datanode/flow_graph_insert_buffer_node.go": ("DataNode", "Streaming Node"),
    "datanode/flush_task.go": ("DataNode", "Streaming Node"),
    "datanode/compactor.go": ("DataNode", "Data Node"),
    "indexnode/task.go": ("IndexNode", "Data Node"),
    "pipeline/insert_node.go": ("QueryNode", "Streaming Node"),
    "delegator/delegator_data.go": ("QueryNode", "Streaming Node"),
    "segments/segment_loader.go": ("QueryNode", "Query Node"),
}


def hops(log, segment):
    lines = [l for l in log.splitlines() if re.search(rf"(?<!\d){segment}(?!\d)", l)]
    lines.sort()
    out = []
    for l in lines:
        m = re.search(r"\[([a-z_]+/[a-z_]+\.go):\d+\]", l)
        if not m:
            continue
        pair = JOB[m.group(1)]
        if not out or out[-1] != pair:
            out.append(pair)
    return out

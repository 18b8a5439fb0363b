# expect: passed
# because: every id has 18 digits, so one id cannot stand inside another
import re

NAMES = {
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


def hops(log, segment):
    pattern = re.compile(r"^\[(.+?)\] \[\w+\] \[(.+?):\d+\]")
    found = []
    for line in log.splitlines():
        if str(segment) in line:
            found.append(pattern.match(line).groups())
    out = []
    for _, file in sorted(found):
        pair = NAMES[file]
        if not out or out[-1] != pair:
            out.append(pair)
    return out

# expect: passed
# because: string sort of lines, tokens by re.findall of numbers, fold by comparing to the last
import re

JOB = {
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
    way = []
    for line in sorted(log.split("\n")):
        if str(segment) not in re.findall(r"\d+", line):
            continue
        file = line.split("] [")[2].split(":")[0]
        if not way or way[-1] != JOB[file]:
            way.append(JOB[file])
    return way

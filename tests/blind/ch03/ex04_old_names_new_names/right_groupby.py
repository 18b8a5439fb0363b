# expect: passed
# because: splits brackets by hand, time as datetime with its offset, itertools.groupby for the repeats
import re
from datetime import datetime
from itertools import groupby

S, D, C = "Streaming Node", "Data Node", "Coordinator"
WHO = {
    "proxy/task_insert.go": ("Proxy", "Proxy"),
    "datacoord/services.go": ("DataCoord", C),
    "datacoord/index_builder.go": ("DataCoord", C),
    "task/executor.go": ("QueryCoord", C),
    "datanode/flow_graph_insert_buffer_node.go": ("DataNode", S),
    "datanode/flush_task.go": ("DataNode", S),
    "datanode/compactor.go": ("DataNode", D),
    "indexnode/task.go": ("IndexNode", D),
    "pipeline/insert_node.go": ("QueryNode", S),
    "delegator/delegator_data.go": ("QueryNode", S),
    "segments/segment_loader.go": ("QueryNode", "Query Node"),
}


def hops(log, segment):
    wanted, events = str(segment), []
    for line in log.splitlines():
        if wanted not in re.findall(r"\d+", line):
            continue
        when, _, place = line.lstrip("[").split("] [", 3)[:3]
        moment = datetime.strptime(when, "%Y/%m/%d %H:%M:%S.%f %z")
        events.append((moment, WHO[place.rsplit(":", 1)[0]]))
    events.sort(key=lambda event: event[0])
    return [pair for pair, _ in groupby(pair for _, pair in events)]

# id: names-map-one-to-one
# check: test_one_insert, test_a_whole_life, test_many_logs
# why: A DataNode is called Data Node, a QueryNode Query Node: it looks as if only the spelling changed. The reading of the log, and with it fresh rows and the flush, went to another component.
# source: docs v3.0.x architecture_overview.md (streaming node converts growing data; data node works offline) against docs v2.3.x main_components.md (the data node subscribes to the log broker); github.com/milvus-io/milvus/issues/39115
# BEGIN SOLUTION
OLD = {"proxy": "Proxy", "datacoord": "DataCoord", "task": "QueryCoord", "datanode": "DataNode", "indexnode": "IndexNode",
       "pipeline": "QueryNode", "delegator": "QueryNode", "segments": "QueryNode"}
NEW = {"Proxy": "Proxy", "DataCoord": "Coordinator", "QueryCoord": "Coordinator", "DataNode": "Data Node", "IndexNode": "Data Node", "QueryNode": "Query Node"}
LINE = re.compile(r"^\[(?P<time>[^\]]+)\] \[\w+\] \[(?P<part>\w+)/")
# END SOLUTION


def hops(log, segment):
    """Who worked on a segment, in the order of time."""
    # BEGIN SOLUTION
    found = []
    for line in log.splitlines():
        mark = LINE.match(line)
        if mark and str(segment) in line:
            found.append((mark["time"], (OLD[mark["part"]], NEW[OLD[mark["part"]]])))
    path = []
    for _, pair in sorted(found):
        if not path or path[-1] != pair:
            path.append(pair)
    return path
    # END SOLUTION

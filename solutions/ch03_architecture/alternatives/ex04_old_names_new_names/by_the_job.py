"""By prefixes and jobs instead of a table of files; the merging is done by groupby."""

from itertools import groupby

OLD = {"proxy": "Proxy", "datacoord": "DataCoord", "task": "QueryCoord", "datanode": "DataNode", "indexnode": "IndexNode"}


def new(path):
    if path.startswith("proxy"):
        return "Proxy"
    if path.startswith(("datacoord", "task")):
        return "Coordinator"
    if path.startswith("indexnode") or "compactor" in path:
        return "Data Node"
    return "Query Node" if path.startswith("segments") else "Streaming Node"


def hops(log, segment):
    """Who worked on a segment, in the order of time."""
    mine = sorted(line for line in log.split("\n") if f"{segment}" in line)  # the time comes first, so lines sort by it
    paths = [line.split("] [")[2].split(":")[0] for line in mine]
    return [[old, now] for (old, now), _ in groupby((OLD.get(p.split("/")[0], "QueryNode"), new(p)) for p in paths)]

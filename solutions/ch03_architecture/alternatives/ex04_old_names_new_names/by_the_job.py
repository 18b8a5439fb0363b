"""By prefixes and jobs instead of a table of files; the merging is done by groupby."""

from itertools import groupby

OLD = {"proxy": "Proxy", "datacoord": "DataCoord", "querycoordv2": "QueryCoord", "datanode": "DataNode", "indexnode": "IndexNode", "querynodev2": "QueryNode"}


def new(path):
    if path.startswith("proxy"):
        return "Proxy"
    if "coord" in path.split("/")[0]:
        return "Coordinator"
    if path.startswith("indexnode") or "compactor" in path:
        return "Data Node"
    return "Query Node" if "/segments/" in path else "Streaming Node"


def hops(log, segment):
    """Who worked on a segment, in the order of time."""
    mine = sorted(line for line in log.split("\n") if f"{segment}" in line)  # the time comes first, so lines sort by it
    paths = [line.split("] [")[2].split(":")[0] for line in mine]
    return [[old, now] for (old, now), _ in groupby((OLD[p.split("/")[0]], new(p)) for p in paths)]

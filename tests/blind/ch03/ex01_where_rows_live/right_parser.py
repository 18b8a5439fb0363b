# expect: passed
# because: labels parsed into a dict, line by line, no regex on the whole line
import re
from collections import Counter


def where(client, name, metrics):
    mine = str(client.describe_collection(name)["collection_id"])
    tally = Counter(flushed=0, sealed=0, growing=0)
    for line in metrics.splitlines():
        metric, brace, rest = line.partition("{")
        if not brace or metric.strip() != "milvus_querynode_entity_num":
            continue
        labels, _, value = rest.rpartition("}")
        label = dict(re.findall(r'(\w+)="([^"]*)"', labels))
        if label.get("collection_id") == mine and label.get("segment_state") == "Growing":
            tally["growing"] += round(float(value.split()[0]))
    for segment in client.list_persistent_segments(name):
        tally["flushed"] += segment.num_rows
    for segment in client.list_loaded_segments(name):
        tally["sealed"] += segment.num_rows
    return dict(tally)

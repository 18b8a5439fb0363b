# expect: passed
# because: each scrape is read once into a dict, total() is not used
import re
from collections import Counter

PAIR = re.compile(r'(\w+)="([^"]*)"')
SHORT = {
    "milvus_querynode_sq_wait_tsafe_latency": "tick",
    "milvus_querynode_sq_queue_latency": "queue",
    "milvus_querynode_sq_req_latency": "node",
    "milvus_proxy_sq_wait_result_latency": "wait",
    "milvus_proxy_sq_latency": "whole",
}


def read(text):
    found = Counter()
    for line in text.split("\n"):
        if "{" not in line or line.startswith("#"):
            continue
        name, _, rest = line.partition("{")
        labels, _, value = rest.rpartition("}")
        base, _, ending = name.rpartition("_")
        labels = dict(PAIR.findall(labels))
        if base not in SHORT or ending not in ("sum", "count") or labels.get("query_type") != "search":
            continue
        if SHORT[base] == "node" and labels.get("scope") != "OnLeader":
            continue
        found[SHORT[base], ending] += float(value)
    return found


def where(before, after):
    then, now = read(before), read(after)

    def each(hop):
        n = now[hop, "count"] - then[hop, "count"]
        return (now[hop, "sum"] - then[hop, "sum"]) / n if n else 0.0

    if now["whole", "count"] == then["whole", "count"]:
        return None
    found = {"tick": each("tick"), "queue": each("queue")}
    found["compute"] = each("node") - found["tick"] - found["queue"]
    found["between"] = each("wait") - each("node")
    found["proxy"] = each("whole") - each("wait")
    return found


def bottleneck(before, after):
    found = where(before, after)
    if found:
        (name, _), *_ = sorted(found.items(), key=lambda item: -item[1])
        return name

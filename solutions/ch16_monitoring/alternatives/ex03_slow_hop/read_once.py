"""Each scrape is read once into a table of sums by (metric, labels); the parts come from a chain of differences."""

import re
from collections import defaultdict

CHAIN = ["milvus_proxy_sq_latency", "milvus_proxy_sq_wait_result_latency", "milvus_querynode_sq_req_latency"]
INNER = {"tick": "milvus_querynode_sq_wait_tsafe_latency", "queue": "milvus_querynode_sq_queue_latency"}


def read(text):
    table = defaultdict(float)
    for name, labels, value in re.findall(r"^(\w+)\{(.*)\} (\S+)$", text, re.M):
        if 'query_type="search"' in labels and ("scope=" not in labels or 'scope="OnLeader"' in labels):
            table[name] += float(value)
    return table


def where(before, after):
    old, new = read(before), read(after)
    grown = {name: new[name] - old[name] for name in new}

    def mean(metric):
        n = grown.get(metric + "_count", 0)
        return grown[metric + "_sum"] / n if n else 0

    if not grown.get(CHAIN[0] + "_count"):
        return None
    proxy, wait, node = map(mean, CHAIN)
    parts = {part: mean(metric) for part, metric in INNER.items()}
    parts["compute"] = node - sum(parts.values())
    parts["between"], parts["proxy"] = wait - node, proxy - wait
    return parts


def bottleneck(before, after):
    parts = where(before, after)
    return None if parts is None else sorted(parts.items(), key=lambda item: item[1])[-1][0]

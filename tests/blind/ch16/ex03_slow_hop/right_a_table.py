# expect: passed
# because: a table of the five histograms and a row of weights for each part
import re

LINE = re.compile(r"(\w+)(?:\{(.*)\})? (\S+)")


def total(text, name, **labels):
    """The sum over all lines of `name` that have these labels; 0.0 if there is none."""
    found = 0.0
    for line in text.splitlines():
        if (match := LINE.fullmatch(line)) and match[1] == name:
            has = dict(re.findall(r'(\w+)="([^"]*)"', match[2] or ""))
            if labels.items() <= has.items():
                found += float(match[3])
    return found


HOPS = {
    "T": ("milvus_querynode_sq_wait_tsafe_latency", {}),
    "Q": ("milvus_querynode_sq_queue_latency", {}),
    "N": ("milvus_querynode_sq_req_latency", {"scope": "OnLeader"}),
    "W": ("milvus_proxy_sq_wait_result_latency", {}),
    "P": ("milvus_proxy_sq_latency", {}),
}
PARTS = {"tick": {"T": 1}, "queue": {"Q": 1}, "compute": {"N": 1, "T": -1, "Q": -1}, "between": {"W": 1, "N": -1}, "proxy": {"P": 1, "W": -1}}


def where(before, after):
    means, searches = {}, {}
    for hop, (name, labels) in HOPS.items():
        grown = {}
        for ending in ("sum", "count"):
            then, now = (total(text, f"{name}_{ending}", query_type="search", **labels) for text in (before, after))
            grown[ending] = now - then
        searches[hop] = grown["count"]
        means[hop] = grown["sum"] / grown["count"] if grown["count"] > 0 else 0.0
    if searches["P"] <= 0:
        return None
    return {part: sum(weight * means[hop] for hop, weight in weights.items()) for part, weights in PARTS.items()}


def bottleneck(before, after):
    parts = where(before, after)
    if parts is None:
        return None
    return sorted(parts.items(), key=lambda pair: pair[1])[-1][0]

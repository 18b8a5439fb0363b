# expect: failed|partial
# because: 'their observations are thrown together': the mean of each node, and the mean of these
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


def mean(before, after, name, **labels):
    """Milliseconds per observation between the two scrapes."""
    labels["query_type"] = "search"
    found = []
    for node in sorted(set(re.findall(r'node_id="([^"]*)"', after))):
        count = total(after, name + "_count", node_id=node, **labels) - total(before, name + "_count", node_id=node, **labels)
        if count:
            found.append((total(after, name + "_sum", node_id=node, **labels) - total(before, name + "_sum", node_id=node, **labels)) / count)
    return sum(found) / len(found) if found else 0.0


def where(before, after):
    """Milliseconds of a search at each of five places, or None."""
    name = "milvus_proxy_sq_latency_count"
    if total(after, name, query_type="search") == total(before, name, query_type="search"):
        return None
    tick = mean(before, after, "milvus_querynode_sq_wait_tsafe_latency")
    queue = mean(before, after, "milvus_querynode_sq_queue_latency")
    node = mean(before, after, "milvus_querynode_sq_req_latency", scope="OnLeader")
    wait = mean(before, after, "milvus_proxy_sq_wait_result_latency")
    proxy = mean(before, after, "milvus_proxy_sq_latency")
    return {"tick": tick, "queue": queue, "compute": node - tick - queue, "between": wait - node, "proxy": proxy - wait}


def bottleneck(before, after):
    """The name of the largest of the five, or None."""
    parts = where(before, after)
    return max(parts, key=parts.get) if parts else None

# expect: failed|partial
# because: 'The mean of one is its own sum by its own count', between the scrapes: mean of `after` less mean of `before`
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
    return total(after, name + "_sum", **labels) / max(total(after, name + "_count", **labels), 1) - total(before, name + "_sum", **labels) / max(total(before, name + "_count", **labels), 1)


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

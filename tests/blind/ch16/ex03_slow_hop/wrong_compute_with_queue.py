# expect: partial|failed
# because: the queue is part of compute
"""The slow hop.

Search is slow, and you have two scrapes: one from before, one from a minute later. Say which hop of a search has the time.

Write `where(before, after)`. It returns a dict with the mean milliseconds that a search spent at each of five places **between** the two scrapes, or None if no search was answered in between. The five parts are disjoint, so that the largest one is where to look:

- `"tick"`: the node waits for a time tick: `milvus_querynode_sq_wait_tsafe_latency`.
- `"queue"`: it waits for its turn at the node: `milvus_querynode_sq_queue_latency`.
- `"compute"`: what the node needs beyond these two. All of the node is `milvus_querynode_sq_req_latency` with `scope="OnLeader"`.
- `"between"`: what the proxy waits for (`milvus_proxy_sq_wait_result_latency`) beyond all of the node: the network, and fetching fields.
- `"proxy"`: what the proxy has (`milvus_proxy_sq_latency`) beyond that wait.

Write `bottleneck(before, after)`. It returns the name of the largest of the five, or None. No two are equally large.

Each of these is a histogram, with lines `…_sum` (milliseconds) and `…_count` (observations). The mean of one is its own sum by its own count: a search of a collection with two shards is one observation at the proxy, and two at the nodes, which work at the same time. There may be several proxies and nodes (`node_id`); their
observations are thrown together. Only searches count (`query_type="search"`): the same histograms also observe queries. No process restarts in between, and no part is negative, but new nodes may appear. A histogram without new observations has the mean 0.

`total` is given: the sum over all lines of a name that have these labels.
"""

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


def where(before, after):
    """Milliseconds of a search at each of five places, or None."""
    def mean(name, **labels):
        count, summed = (total(after, f"{name}_{end}", query_type="search", **labels) - total(before, f"{name}_{end}", query_type="search", **labels) for end in ("count", "sum"))
        return (summed / count if count else 0.0), count

    proxy, searches = mean("milvus_proxy_sq_latency")
    if not searches:
        return None
    wait, _ = mean("milvus_proxy_sq_wait_result_latency")
    node, _ = mean("milvus_querynode_sq_req_latency", scope="OnLeader")
    tick, _ = mean("milvus_querynode_sq_wait_tsafe_latency")
    queue, _ = mean("milvus_querynode_sq_queue_latency")
    return {"tick": tick, "queue": queue, "compute": node - tick, "between": wait - node, "proxy": proxy - wait}


def bottleneck(before, after):
    """The name of the largest of the five, or None."""
    parts = where(before, after)
    return max(parts, key=parts.get) if parts else None

# expect: failed|partial
# because: tries nprobe after nprobe in hybrid searches
from pymilvus import AnnSearchRequest, RRFRanker
def recall(found, truth): return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)
def smallest_nprobe(client, name, queries, truth, target, nlist):
    k = len(truth[0])
    for n in range(1, nlist + 1):
        r = client.hybrid_search(name, [AnnSearchRequest(queries, "vector", {"metric_type": "L2", "params": {"nprobe": n}}, limit=k)], RRFRanker(), limit=k)
        if recall([[h["id"] for h in hits] for hits in r], truth) >= target: return n
    return nlist

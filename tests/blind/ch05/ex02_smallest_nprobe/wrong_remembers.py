# expect: failed|partial
# because: tries them all in an earlier call and answers from memory
def recall(found, truth): return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)
K = {}
def smallest_nprobe(client, name, queries, truth, target, nlist):
    k = len(truth[0])
    if name not in K: K[name] = [recall([[h["id"] for h in hits] for hits in client.search(name, queries, limit=k, search_params={"params": {"nprobe": n}})], truth) for n in range(1, nlist + 1)]
    return next((n for n, r in enumerate(K[name], 1) if r >= target), nlist)

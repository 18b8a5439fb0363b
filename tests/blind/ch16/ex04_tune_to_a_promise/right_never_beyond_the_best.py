# expect: passed
# because: collections by their least possible work; a collection that cannot be better any more is not searched, and nprobe is bounded by the best so far
import math


class Promise:
    def __init__(self, client, queries, truth, target, floor):
        self.client, self.queries, self.truth, self.target, self.floor = client, queries, truth, target, floor

    def __call__(self, name, nprobe):
        k = len(self.truth[0])
        answers = self.client.search(name, data=self.queries, limit=k, search_params={"params": {"nprobe": nprobe}})
        total = bad = 0
        for answer, ids in zip(answers, self.truth):
            right = len(set(ids).intersection(hit["id"] for hit in answer))
            total += right
            bad += right / k < self.floor
        return total / (k * len(self.truth)) >= self.target and bad <= len(self.truth) // 20


def tune(client, collections, rows, queries, truth, target, floor):
    promise = Promise(client, queries, truth, target, floor)
    best, chosen = math.inf, None
    for name, nlist in sorted(collections.items(), key=lambda pair: pair[1] + rows / pair[1]):
        bad, good = 0, nlist
        worth = nlist if best == math.inf else min(nlist, math.ceil((best - nlist) * nlist / rows) - 1)
        if worth < 1:
            continue
        if worth < nlist:
            if not promise(name, worth):
                continue
            good = worth
        while good - bad > 1:
            middle = (bad + good) // 2
            if promise(name, middle):
                good = middle
            else:
                bad = middle
        work = nlist + rows * good / nlist
        if work < best:
            best, chosen = work, (name, good)
    return chosen

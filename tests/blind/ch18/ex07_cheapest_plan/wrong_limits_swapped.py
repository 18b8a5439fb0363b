# expect: failed|partial
# because: 'loses no more than `rpo` and takes no longer than `rto`': the two limits are swapped
import heapq


def plan(means, ways, accidents):
    names = sorted(means)

    def ok(chosen):
        return all(
            any(w["against"] == kind and all(n in chosen for n in w["needs"]) and w["lost"] <= a["rto"] and w["back"] <= a["rpo"] for w in ways)
            for kind, a in accidents.items()
        )

    heap = [(0, 0, [])]
    while heap:
        cost, number, chosen = heapq.heappop(heap)
        if ok(chosen):
            return chosen
        for name in names:
            if not chosen or name > chosen[-1]:
                heapq.heappush(heap, (cost + means[name], number + 1, [*chosen, name]))
    return None

# expect: passed
# because: choices come off a heap in the order (cost, number, names), and the first that holds is returned
import heapq


def plan(means, ways, accidents):
    names = sorted(means)

    def ok(chosen):
        return all(
            any(w["against"] == kind and all(n in chosen for n in w["needs"]) and w["lost"] <= a["rpo"] and w["back"] <= a["rto"] for w in ways)
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

# id: asks-again
# check: test_visits
# why: A set of places already left looks like enough. But a row is measured when it is met, and it is met from several sides before it is left.
# source: Malkov and Yashunin, arXiv 1603.09320, algorithm 2: the set v of visited elements grows when an element is met; https://github.com/nmslib/hnswlib/blob/master/hnswlib/visited_list_pool.h keeps that list for every search
# BEGIN SOLUTION
    visits, left = 1, set()
    best = {start: distance(start)}
    to_leave = [(best[start], start)]
    while to_leave and visits < budget:
        _, here = heapq.heappop(to_leave)
        if here in left:
            continue
        left.add(here)
        for row in neighbors(here):
            if row not in left and visits < budget:
                visits += 1
                best[row] = distance(row)
                heapq.heappush(to_leave, (best[row], row))
    return sorted(best, key=best.get)[:k]
# END SOLUTION

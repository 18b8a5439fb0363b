# id: stops-at-the-first-dead-end
# check: test_better_than_chance
# why: Greedy descent is the picture that everybody has of HNSW: go to the nearest neighbor, stop when none is nearer. It stops in the first hollow.
# source: https://github.com/lance-format/lance/issues/5208 and https://github.com/lance-format/lance/pull/8035 (a greedy step with ef = 1 ends in a deep local minimum; 3.7 points of recall at ef 16)
# BEGIN SOLUTION
    visited = {start: distance(start)}
    here = start
    while True:
        for row in neighbors(here):
            if row not in visited and len(visited) < budget:
                visited[row] = distance(row)
        best = min(neighbors(here), key=lambda row: visited.get(row, float("inf")))
        if visited.get(best, float("inf")) >= visited[here]:
            break
        here = best
    return sorted(visited, key=visited.get)[:k]
# END SOLUTION

# id: by-steps-not-by-distance
# check: test_better_than_chance
# why: Walking a graph is taught as breadth-first search with a queue, so the links are followed in the order in which they were met. The distances are then measured and not used.
# source: https://github.com/nmslib/hnswlib/issues/352 ("we run using BFS, and our starting point is always the entry point")
# BEGIN SOLUTION
    visited = {start: distance(start)}
    queue = [start]
    while queue and len(visited) < budget:
        here = queue.pop(0)
        for row in neighbors(here):
            if row not in visited and len(visited) < budget:
                visited[row] = distance(row)
                queue.append(row)
    return sorted(visited, key=visited.get)[:k]
# END SOLUTION

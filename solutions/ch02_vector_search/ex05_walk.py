"""Walk to the neighbors.

Every word is linked to some words that are near to it, and to one or two from far away. Comparing the query with a word
costs a visit, and you have a budget of visits. Spend it well: walk along the links. Write
`walk(start, neighbors, distance, budget, k)`.

- `start`: the number of the row where the walk begins (int)
- `neighbors(row)`: a function; the rows that a row is linked to, a list of ints in no particular order. It costs nothing
- `distance(row)`: a function; how far the query is from a row, a float. Each call is a visit
- `budget`: how often `distance` may be called, at least 1; never call it twice for the same row
- `k`: how many rows to return

Return the `k` nearest of the rows that were visited, nearest first: a list of ints, shorter where fewer were visited.
Visit `start`, and otherwise only rows that a visited row is linked to. When nothing is left to visit,
stop; you may also stop earlier. Calls of `distance` after the walk count like those before.

Of 500 words, 120 random visits meet about a quarter of the ten true neighbors. A walk has to find at least half of them,
averaged over many queries.

    >>> walk(17, neighbors, distance, budget=120, k=10)
    [203, 44, 391, 12, 87, 466, 130, 5, 318, 271]
"""

import heapq


def walk(start, neighbors, distance, budget, k):
    """The k nearest rows that a walk of `budget` visits meets, nearest first."""
    # BEGIN SOLUTION
    visited = {start: distance(start)}
    to_leave = [(visited[start], start)]
    while to_leave:
        _, here = heapq.heappop(to_leave)  # the nearest place whose links were not followed yet
        for row in neighbors(here):
            if row not in visited and len(visited) < budget:
                visited[row] = distance(row)
                heapq.heappush(to_leave, (visited[row], row))
    return sorted(visited, key=visited.get)[:k]
    # END SOLUTION

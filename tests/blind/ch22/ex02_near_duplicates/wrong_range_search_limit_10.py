# expect: failed|partial
# because: "a range search there cuts to limit first": radius with limit=10 sees ten copies; of a picture in the middle and many around it most are lost
from collections import deque

MOST = 402  # a picture has up to 400 copies, and finds itself


def batches(items, size):
    items = list(items)
    return (items[at : at + size] for at in range(0, len(items), size))


def groups(client, name, threshold):
    neighbors = {}
    iterator = client.query_iterator(name, output_fields=["vector"], batch_size=250)
    while True:
        rows = iterator.next()
        if not rows:
            break
        for part in batches(rows, 50):
            for row, hits in zip(part, client.search(name, data=[r["vector"] for r in part], limit=10, search_params={"params": {"radius": threshold}})):
                neighbors[row["id"]] = {h["id"] for h in hits if h["distance"] >= threshold} - {row["id"]}
    iterator.close()
    # asked from each side
    for a in neighbors:
        neighbors[a] = {b for b in neighbors[a] if a in neighbors[b]}
    seen, result = set(), []
    for start in sorted(neighbors):
        if start in seen:
            continue
        seen.add(start)
        group, queue = [start], deque([start])
        while queue:
            for other in neighbors[queue.popleft()]:
                if other not in seen:
                    seen.add(other)
                    group.append(other)
                    queue.append(other)
        if len(group) >= 2:
            result.append(sorted(group))
    return result

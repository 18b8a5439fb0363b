"""A walk: take a picture, ask for its copies, then for theirs; range search with a limit that no group exceeds."""


def groups(client, name, threshold):
    vectors = {}
    pages = client.query_iterator(name, batch_size=250, output_fields=["vector"])
    while True:
        page = pages.next()
        if not page:
            break
        for row in page:
            vectors[row["id"]] = row["vector"]
    pages.close()
    seen, result = set(), []
    neighbors = {}
    ids = sorted(vectors)
    for at in range(0, len(ids), 50):
        some = ids[at : at + 50]
        found = client.search(name, [vectors[i] for i in some], limit=450, search_params={"params": {"radius": threshold - 0.0005}})
        for i, hits in zip(some, found):
            neighbors[i] = [h["id"] for h in hits if h["id"] != i and h["distance"] > threshold - 0.0005]
    for i in ids:
        if i in seen:
            continue
        group, stack = [], [i]
        seen.add(i)
        while stack:
            here = stack.pop()
            group.append(here)
            for other in neighbors[here]:
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        if len(group) > 1:
            result.append(sorted(group))
    result.sort(key=lambda g: g[0])
    return result

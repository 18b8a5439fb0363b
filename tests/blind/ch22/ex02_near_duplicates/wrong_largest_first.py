# expect: failed|partial
# because: "the groups are sorted by their first id": the largest group comes first
PART = 100


def read(client, name):
    """Ids and vectors, in batches."""
    ids, vectors = [], []
    iterator = client.query_iterator(name, filter="", output_fields=["id", "vector"], batch_size=500)
    while batch := iterator.next():
        ids += [row["id"] for row in batch]
        vectors += [row["vector"] for row in batch]
    iterator.close()
    return ids, vectors


def copies(client, name, ids, vectors, threshold):
    """Pairs (id, id of a copy)."""
    limit, todo = 50, list(range(len(ids)))
    while todo:
        again = []
        for at in range(0, len(todo), PART):
            part = todo[at : at + PART]
            answers = client.search(name, data=[vectors[n] for n in part], limit=limit)
            for n, hits in zip(part, answers, strict=True):
                near = [hit["id"] for hit in hits if hit["distance"] >= threshold]
                if len(near) == limit:
                    again.append(n)
                else:
                    yield from ((ids[n], other) for other in near if other != ids[n])
        todo, limit = again, limit * 10


def groups(client, name, threshold):
    """Groups of near-duplicates: lists of ids."""
    ids, vectors = read(client, name)
    leader = {i: i for i in ids}

    def root(i):
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for a, b in copies(client, name, ids, vectors, threshold):
        leader[root(b)] = root(a)
    found = {}
    for i in sorted(ids):
        found.setdefault(root(i), []).append(i)
    return sorted((group for group in found.values() if len(group) > 1), key=len, reverse=True)

# id: ten-are-enough
# check: test_popular_pictures
# why: A picture has one copy or two, and the ten nearest will surely show them. The default limit is ten, and the one picture that everyone uploads has hundreds.
# source: docs v3.0.x, Basic Vector Search (limit)
# BEGIN SOLUTION groups
    parent = {}
    rows = client.query_iterator(name, batch_size=500, output_fields=["id", "vector"])
    while batch := rows.next():
        for start in range(0, len(batch), 100):
            part = batch[start : start + 100]
            answers = client.search(name, data=[row["vector"] for row in part])
            for row, hits in zip(part, answers, strict=True):
                for hit in hits:
                    if hit["distance"] >= threshold:
                        parent[root(parent, hit["id"])] = root(parent, row["id"])
    rows.close()
    members = {}
    for i in parent:
        members.setdefault(root(parent, i), []).append(i)
    return sorted(sorted(group) for group in members.values() if len(group) > 1)


def root(parent, i):
    """The member that stands for the group of i; i alone at first."""
    parent.setdefault(i, i)
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i
# END SOLUTION

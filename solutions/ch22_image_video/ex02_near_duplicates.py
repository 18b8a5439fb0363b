"""Near-duplicates.

A picture archive receives the same photo again and again: scaled, compressed again, with a logo in the corner. Write `groups(client, name, threshold)`, which finds such copies.

The collection `name` has `id` (INT64, the key) and `vector` (32 floats, COSINE), and reads at the level Strong. It has up to 5,000 rows.

- Two pictures are **copies** of each other if the cosine of their vectors is `threshold` or more, 0 < threshold < 1. (No cosine here is nearer to the threshold than 0.001.)
- A copy of a copy belongs to them: pictures that are connected by a chain of copies form one **group**, whatever the cosine of its two ends.
- What comes back is a list of groups, each a list of two or more ids, ascending; the groups are sorted by their first id. A picture without a copy is in no group. Without any copy, the list is empty.

A popular picture has up to 400 copies. Vectors are read in batches of at most 500, and Milvus compares: comparing each picture with each other one in NumPy does not grow with the archive. About Milvus Lite 3.2.2: a range search there cuts to
`limit` first and keeps the range afterwards.
"""


def groups(client, name, threshold):
    """Groups of near-duplicates: lists of ids."""
    # BEGIN SOLUTION groups
    parent = {}
    rows = client.query_iterator(name, batch_size=500, output_fields=["id", "vector"])
    while batch := rows.next():
        waiting, limit = {row["id"]: row["vector"] for row in batch}, 16
        while waiting:
            again = {}
            ids = list(waiting)
            for start in range(0, len(ids), 100):
                part = ids[start : start + 100]
                answers = client.search(name, data=[waiting[i] for i in part], limit=limit)
                for i, hits in zip(part, answers, strict=True):
                    copies = [hit["id"] for hit in hits if hit["distance"] >= threshold]
                    if len(copies) == limit:  # there may be more of them
                        again[i] = waiting[i]
                    for other in copies:
                        parent[root(parent, other)] = root(parent, i)
            waiting, limit = again, limit * 8
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

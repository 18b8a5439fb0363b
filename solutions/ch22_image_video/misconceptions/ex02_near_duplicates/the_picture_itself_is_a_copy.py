# id: the-picture-itself-is-a-copy
# check: test_copies_are_found_and_no_others
# why: The search returns at least one hit with a cosine over the threshold, so there is a copy. That hit is the picture that was asked with.
# source: a frequent question on self-matches when the query is a stored row (milvus-io/milvus discussions)
# BEGIN SOLUTION groups
    parent = {}
    rows = client.query_iterator(name, batch_size=500, output_fields=["id", "vector"])
    while batch := rows.next():
        for start in range(0, len(batch), 50):
            part = batch[start : start + 50]
            answers = client.search(name, data=[row["vector"] for row in part], limit=500)
            for row, hits in zip(part, answers, strict=True):
                for hit in hits:
                    if hit["distance"] >= threshold:
                        parent[root(parent, hit["id"])] = root(parent, row["id"])
    rows.close()
    members = {}
    for i in parent:
        members.setdefault(root(parent, i), []).append(i)
    return sorted(sorted(group) for group in members.values() if len(group) > 0)


def root(parent, i):
    """The member that stands for the group of i; i alone at first."""
    parent.setdefault(i, i)
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i
# END SOLUTION

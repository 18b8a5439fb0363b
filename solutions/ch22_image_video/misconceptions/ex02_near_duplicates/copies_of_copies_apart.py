# id: copies-of-copies-apart
# check: test_chains
# why: Go through the pictures, give each the copies that a search finds, and tick them off. It looks complete, because every picture is in some group.
# source: the greedy loop in write-ups on deduplication by embeddings, such as the examples of image_deduplication in the documentation's integrations
# BEGIN SOLUTION groups
    vectors = {}
    rows = client.query_iterator(name, batch_size=500, output_fields=["id", "vector"])
    while batch := rows.next():
        vectors.update({row["id"]: row["vector"] for row in batch})
    rows.close()
    ids, copies = sorted(vectors), {}
    for start in range(0, len(ids), 50):
        part = ids[start : start + 50]
        for i, hits in zip(part, client.search(name, data=[vectors[i] for i in part], limit=500), strict=True):
            copies[i] = [hit["id"] for hit in hits if hit["distance"] >= threshold]
    taken, found = set(), []
    for i in ids:
        if i not in taken:
            group = sorted({i, *copies[i]} - taken)
            taken.update(group)
            if len(group) > 1:
                found.append(group)
    return sorted(found)
# END SOLUTION

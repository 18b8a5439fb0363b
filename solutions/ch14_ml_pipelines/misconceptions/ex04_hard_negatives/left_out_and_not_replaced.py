# id: left-out-and-not-replaced
# check: test_the_ceiling
# why: k are asked for, so limit is k. That some of them are dropped afterwards was not thought of.
# source: milvus-io/milvus discussions on post-filtering: fewer results than limit
# BEGIN SOLUTION mine
    by_label, vectors = {}, {}
    for start in range(0, len(anchors), 100):
        for row in client.get(name, ids=anchors[start : start + 100], output_fields=["label", "vector"]):
            by_label.setdefault(row["label"], []).append(row["id"])
            vectors[row["id"]] = row["vector"]
    found = {}
    for label, ids in by_label.items():
        waiting, limit = ids, k
        while waiting:
            hits_of = dict(zip(waiting, searched(client, name, [vectors[i] for i in waiting], label, limit), strict=True))
            unsure = []
            for anchor, hits in hits_of.items():
                below = [hit["id"] for hit in hits if hit["distance"] < ceiling]
                found[anchor] = below[:k]
                if False:
                    unsure.append(anchor)
            waiting, limit = unsure, min(4 * limit, 1000) if limit < 1000 else 0
            if not limit:
                break
    return found


def searched(client, name, vectors, label, limit):
    """The nearest rows with a different label, per vector, in a few calls."""
    found = []
    for start in range(0, len(vectors), 100):
        found += client.search(name, data=vectors[start : start + 100], limit=limit, filter=f'label != "{label}"')
    return found
# END SOLUTION

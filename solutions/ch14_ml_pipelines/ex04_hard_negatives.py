"""Hard negatives.

A model that tells products apart is trained with *negatives*: for each anchor some rows with a different label. The ones that teach most lie near the anchor. But the very nearest
are often no negatives at all, only wrongly labeled: whatever is as near as the `ceiling` is left out.

The collection `name` has `id` (INT64, the key), `label` (VARCHAR, up to 60 bytes; it may contain an apostrophe, but neither a double quote nor a backslash) and `vector` (32 floats, COSINE), and
reads at the level Strong. Write `mine(client, name, anchors, k, ceiling)`.

- `anchors` is a list of up to 500 ids of stored rows, each once.
- What comes back is a dict: for each anchor the ids of the k nearest rows with a **different label** whose cosine with the anchor is **below** `ceiling`, the nearest first. If there are fewer than k of them,
  it is all of them.

The collection may be much larger than your memory, and one label may have nearly all of its rows. So Milvus does the searching: no vectors leave it but those of the anchors, and at most 1,000 ids are looked at per
anchor in a single search. k is at most 20, and at most 300 rows with a different label are as near as the ceiling. All anchors of a label go into searches together: with 500 anchors of 5 labels, 500 searches are
too many (30 are not).

About Milvus Lite 3.2.2: a range search there cuts to `limit` first and keeps the range afterwards, and a filter takes no placeholder of `filter_params`.
"""


def mine(client, name, anchors, k, ceiling):
    """The hard negatives of each anchor, nearest first."""
    # BEGIN SOLUTION mine
    by_label, vectors = {}, {}
    for start in range(0, len(anchors), 100):
        for row in client.get(name, ids=anchors[start : start + 100], output_fields=["label", "vector"]):
            by_label.setdefault(row["label"], []).append(row["id"])
            vectors[row["id"]] = row["vector"]
    found = {}
    for label, ids in by_label.items():
        waiting, limit = ids, k + 20
        while waiting:
            hits_of = dict(zip(waiting, searched(client, name, [vectors[i] for i in waiting], label, limit), strict=True))
            unsure = []
            for anchor, hits in hits_of.items():
                below = [hit["id"] for hit in hits if hit["distance"] < ceiling]
                found[anchor] = below[:k]
                if len(below) < k and len(hits) == limit:
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

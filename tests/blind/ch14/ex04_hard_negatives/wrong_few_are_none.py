# expect: failed|partial
# because: 'If there are fewer than k of them, it is all of them': an anchor with fewer gets an empty list
def mine(client, name, anchors, k, ceiling):
    """The hard negatives of each anchor, nearest first."""
    rows = {row["id"]: row for row in client.get(name, ids=list(anchors), output_fields=["id", "label", "vector"])}
    groups = {}
    for anchor in anchors:
        groups.setdefault(rows[anchor]["label"], []).append(anchor)
    negatives = {}
    for label, group in groups.items():
        for start in range(0, len(group), 100):
            part = group[start:start + 100]
            found = client.search(name, data=[list(rows[a]["vector"]) for a in part], limit=k + 300, filter=f'label != "{label}"')
            for anchor, hits in zip(part, found, strict=True):
                good = [hit["id"] for hit in hits if hit["distance"] < ceiling]
                negatives[anchor] = good[:k] if len(good) >= k else []
    return {anchor: negatives[anchor] for anchor in anchors}

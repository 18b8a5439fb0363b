# expect: failed|partial
# because: 'with a **different label**': only the anchor itself is left out
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
            found = client.search(name, data=[list(rows[a]["vector"]) for a in part], limit=k + 300, filter=f"id not in {part}")
            for anchor, hits in zip(part, found, strict=True):
                negatives[anchor] = [hit["id"] for hit in hits if hit["distance"] < ceiling][:k]
    return {anchor: negatives[anchor] for anchor in anchors}

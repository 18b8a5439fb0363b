"""One wide search per label: k and the 300 that may be too near; quotes by apostrophes are avoided with an `in` of the other labels."""


def mine(client, name, anchors, k, ceiling):
    rows = client.query(name, filter=f"id in {sorted(anchors)}", output_fields=["id", "label", "vector"], limit=len(anchors))
    groups = {}
    for row in rows:
        groups.setdefault(row["label"], []).append(row)
    result = {}
    for label in groups:
        members = groups[label]
        for at in range(0, len(members), 80):
            part = members[at : at + 80]
            answers = client.search(name, [r["vector"] for r in part], limit=k + 300, filter='not (label == "%s")' % label, search_params={"metric_type": "COSINE"})
            for row, hits in zip(part, answers):
                near = []
                for hit in hits:
                    if hit.distance < ceiling:
                        near.append(hit.id)
                result[row["id"]] = near[:k]
    return result

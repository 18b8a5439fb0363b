"""Milvus matches the patches as well: for each patch of the query a search among the patches of each candidate, above a cosine."""

from collections import Counter


def scenes(client, name, patches_name, vector, patches, k, width):
    first = client.search(name, [vector], limit=width)[0]
    order = [h["id"] for h in first]
    ballot = {i: Counter() for i in order}
    for start in range(0, len(order), 10):
        some = order[start : start + 10]
        if not patches:
            break
        answers = client.search(patches_name, [p["vector"] for p in patches], limit=1000, filter="picture in " + str(some), output_fields=["picture", "x", "y"])
        for patch, hits in zip(patches, answers):
            for h in hits:
                if h["distance"] >= 0.8:
                    e = h["entity"]
                    ballot[e["picture"]][e["x"] - patch["x"], e["y"] - patch["y"]] += 1
    result = []
    for place, i in enumerate(order):
        most = ballot[i].most_common(1)
        result.append((-(most[0][1] if most else 0), place, i))
    result.sort()
    return [(i, -negative) for negative, _, i in result][:k]

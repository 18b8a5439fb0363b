# expect: failed|partial
# because: "One patch of the query may match several", among 50 candidates hundreds: Milvus is asked for the ten nearest patches of each
from collections import Counter


def scenes(client, name, patches_name, vector, patches, k, width):
    ids = [hit["id"] for hit in client.search(name, data=[vector], limit=width)[0]]
    votes = {i: Counter() for i in ids}
    if patches and ids:
        answers = client.search(patches_name, data=[p["vector"] for p in patches], limit=10, filter=f"picture in {ids}", output_fields=["picture", "x", "y"])
        for p, hits in zip(patches, answers):
            for hit in hits:
                row = hit["entity"]
                if hit["distance"] >= 0.8:
                    votes[row["picture"]][row["x"] - p["x"], row["y"] - p["y"]] += 1
    scored = [(i, max(votes[i].values(), default=0)) for i in ids]
    return sorted(scored, key=lambda pair: -pair[1])[:k]

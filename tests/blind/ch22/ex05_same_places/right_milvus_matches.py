# expect: passed
# because: Milvus compares the patches too: one search with all query patches among those of the candidates, limit 5,000
def scenes(client, name, patches_name, vector, patches, k, width):
    candidates = [hit["id"] for hit in client.search(name, data=[list(vector)], limit=width, output_fields=["id"])[0]]
    best = dict.fromkeys(candidates, 0)
    if patches and candidates:
        counts = {}
        answers = client.search(
            patches_name, data=[list(p["vector"]) for p in patches], limit=5000,
            filter=f"picture in {candidates}", output_fields=["picture", "x", "y"],
        )
        for p, hits in zip(patches, answers, strict=True):
            for hit in hits:
                if hit["distance"] < 0.8:
                    break
                e = hit["entity"]
                key = (e["picture"], e["x"] - p["x"], e["y"] - p["y"])
                counts[key] = counts.get(key, 0) + 1
                best[e["picture"]] = max(best[e["picture"]], counts[key])
    order = sorted(range(len(candidates)), key=lambda n: (-best[candidates[n]], n))
    return [(candidates[n], best[candidates[n]]) for n in order[:k]]

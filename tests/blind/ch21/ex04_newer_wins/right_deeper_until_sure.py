# expect: passed
# because: "the limit films with the largest scores": the search is made deeper until the next inner product is below the score of the last film on the page
def newest_best(client, name, taste, limit, now, half_life):
    depth = 4 * limit
    while True:
        (hits,) = client.search(name, data=[list(taste)], limit=depth, filter=f"released <= {now}", output_fields=["released"], consistency_level="Strong")
        scored = sorted(
            (
                (hit["distance"] * 0.5 ** ((now - hit["entity"]["released"]) / half_life), hit["entity"]["released"], -hit["id"])
                for hit in hits
                if hit["distance"] > 0
            ),
            reverse=True,
        )[:limit]
        if len(hits) < depth or hits[-1]["distance"] <= 0:
            break
        if len(scored) == limit and hits[-1]["distance"] < 0.999 * scored[-1][0]:
            break
        depth = min(4 * depth, 16384)
    return [-film for _, _, film in scored]

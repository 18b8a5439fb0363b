# id: first-to-last
# check: test_passages
# why: The passage begins with the first good frame and ends with the last one. A refrain, a face, a logo comes back, and then the passage is the whole video.
# source: MIN(second) and MAX(second) per video, the first query that comes to mind for it
# BEGIN SOLUTION moments
    best = []
    while len(best) < k:
        seen = ", ".join(f'"{one["video"]}"' for one in best)
        (hits,) = client.search(
            name, data=[vector], limit=k, group_by_field="video", filter=f"video not in [{seen}]" if best else "", output_fields=["video", "second"]
        )
        fresh = [
            {"video": hit["entity"]["video"], "second": hit["entity"]["second"], "score": hit["distance"]} for hit in hits if hit["distance"] >= floor
        ]
        best += fresh[: k - len(best)]
        if not fresh:
            break
    for one in best:
        one["start"], one["end"] = passage(client, name, vector, one["video"], one["second"], floor)
    return best


def passage(client, name, vector, video, second, floor):
    """The unbroken run of seconds around `second` that are good enough."""
    (hits,) = client.search(name, data=[vector], limit=4000, filter=f'video == "{video}"', output_fields=["second"])
    good = {hit["entity"]["second"] for hit in hits if hit["distance"] >= floor}
    return min(good), max(good)
# END SOLUTION

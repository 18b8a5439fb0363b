# id: grouped-is-complete
# check: test_a_long_video
# why: The parameter is called group_by_field, so it returns one hit per group, and as many groups as were asked for. It groups what the search found, and a long scene fills that.
# source: docs v3.0.x, Grouping Search; the width measured on Milvus Lite 3.2.2
# BEGIN SOLUTION moments
    (hits,) = client.search(name, data=[vector], limit=k, group_by_field="video", output_fields=["video", "second"])
    best = [{"video": hit["entity"]["video"], "second": hit["entity"]["second"], "score": hit["distance"]} for hit in hits if hit["distance"] >= floor]
    for one in best:
        one["start"], one["end"] = passage(client, name, vector, one["video"], one["second"], floor)
    return best


def passage(client, name, vector, video, second, floor):
    """The unbroken run of seconds around `second` that are good enough."""
    (hits,) = client.search(name, data=[vector], limit=4000, filter=f'video == "{video}"', output_fields=["second"])
    good = {hit["entity"]["second"] for hit in hits if hit["distance"] >= floor}
    start = end = second
    while start - 1 in good:
        start -= 1
    while end + 1 in good:
        end += 1
    return start, end
# END SOLUTION

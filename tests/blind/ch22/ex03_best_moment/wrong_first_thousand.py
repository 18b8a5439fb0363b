# expect: failed|partial
# because: "one for each of the k videos whose best frame is most like vector": the thousand best frames are deduplicated in Python, a long video with thousands of good ones hides the others
def passage(client, name, vector, title, second, floor):
    """First and last second of the run around the best frame."""
    (hits,) = client.search(name, data=[vector], limit=4000, filter=f'video == "{title}"', output_fields=["second"])
    good = {hit["entity"]["second"] for hit in hits if hit["distance"] >= floor}
    start = end = second
    while start - 1 in good:
        start -= 1
    while end + 1 in good:
        end += 1
    return start, end



def moments(client, name, vector, k, floor):
    """The k best videos among the thousand best frames."""
    (hits,) = client.search(name, data=[vector], limit=1000, output_fields=["video", "second"])
    found = {}
    for best in hits:
        title, second = best["entity"]["video"], best["entity"]["second"]
        if title in found or best["distance"] < floor or len(found) == k:
            continue
        start, end = passage(client, name, vector, title, second, floor)
        found[title] = {"video": title, "second": second, "score": best["distance"], "start": start, "end": end}
    return list(found.values())

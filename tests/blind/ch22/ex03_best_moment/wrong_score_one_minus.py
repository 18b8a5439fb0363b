# expect: failed|partial
# because: "score: … its cosine": what Milvus returns for COSINE is taken for a distance
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
    """The k best videos, each with its best frame and the passage around it."""
    vector, found = [float(x) for x in vector], []
    while len(found) < k:
        titles = ", ".join(f'"{one["video"]}"' for one in found)
        where = f"video not in [{titles}]" if found else ""
        (hits,) = client.search(name, data=[vector], limit=1, filter=where, output_fields=["video", "second"])
        if not hits or hits[0]["distance"] < floor:
            break
        best = hits[0]
        title, second = best["entity"]["video"], best["entity"]["second"]
        start, end = passage(client, name, vector, title, second, floor)
        found.append({"video": title, "second": second, "score": 1 - best["distance"], "start": start, "end": end})
    return found

# expect: failed|partial
# because: "A second that is missing breaks the run": the run goes on over missing seconds as long as the next frame that exists is good
def passage(client, name, vector, title, second, floor):
    """First and last second of the run around the best frame."""
    (hits,) = client.search(name, data=[vector], limit=4000, filter=f'video == "{title}"', output_fields=["second"])
    known = sorted(hit["entity"]["second"] for hit in hits)
    good = {hit["entity"]["second"] for hit in hits if hit["distance"] >= floor}
    left = right = known.index(second)
    while left > 0 and known[left - 1] in good:
        left -= 1
    while right + 1 < len(known) and known[right + 1] in good:
        right += 1
    return known[left], known[right]


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
        found.append({"video": title, "second": second, "score": best["distance"], "start": start, "end": end})
    return found

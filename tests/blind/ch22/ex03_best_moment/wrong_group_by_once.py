# expect: failed|partial
# because: "Where one video fills all of them, the others do not appear": one grouped search with limit k, and no second question
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
    """The k best videos by one grouped search."""
    (hits,) = client.search(name, data=[vector], limit=k, group_by_field="video", output_fields=["video", "second"])
    found = []
    for best in hits:
        if best["distance"] >= floor:
            title, second = best["entity"]["video"], best["entity"]["second"]
            start, end = passage(client, name, vector, title, second, floor)
            found.append({"video": title, "second": second, "score": best["distance"], "start": start, "end": end})
    return found

# expect: passed
# because: wide searches of 500 whose hits are in order, each time without the videos found; the passage by windows of 64 seconds to the left and right
WINDOW = 64


def _good(client, name, vector, title, low, high, floor):
    hits = client.search(
        name, data=[vector], limit=high - low + 1, output_fields=["second"],
        filter=f'video == "{title}" and second >= {low} and second <= {high}',
    )[0]
    return {h["entity"]["second"] for h in hits if h["distance"] >= floor}


def _edge(client, name, vector, title, second, floor, step):
    at = second
    while True:
        near, far = at + step, at + step * WINDOW
        good = _good(client, name, vector, title, min(near, far), max(near, far), floor)
        while at + step in good:
            at += step
        if at != far:
            return at


def moments(client, name, vector, k, floor):
    vector = list(map(float, vector))
    best = {}
    while len(best) < k:
        where = " and ".join(f'video != "{title}"' for title in best)
        hits = client.search(name, data=[vector], limit=500, filter=where, output_fields=["video", "second"])[0]
        hits = [h for h in hits if h["distance"] >= floor]
        if not hits:
            break
        for hit in hits:
            if len(best) < k:
                best.setdefault(hit["entity"]["video"], hit)
    result = []
    for title, hit in best.items():
        second = hit["entity"]["second"]
        result.append({
            "video": title, "second": second, "score": hit["distance"],
            "start": _edge(client, name, vector, title, second, floor, -1),
            "end": _edge(client, name, vector, title, second, floor, 1),
        })
    return result

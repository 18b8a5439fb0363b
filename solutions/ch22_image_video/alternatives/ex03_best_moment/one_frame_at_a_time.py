"""Without grouping: the nearest frame, then the nearest frame of any other video, and so on; passages by query of seconds and one range of hits."""


def moments(client, name, vector, k, floor):
    answer, titles = [], []
    for _ in range(k):
        condition = " and ".join('video != "%s"' % t for t in titles)
        hits = client.search(name, [vector], limit=1, filter=condition, output_fields=["video", "second"])[0]
        if len(hits) == 0 or hits[0].distance < floor:
            break
        title, at = hits[0].entity.get("video"), hits[0].entity.get("second")
        titles.append(title)
        frames = client.search(name, [vector], limit=5000, filter='video in ["%s"]' % title, output_fields=["second"])[0]
        cosine = {f.entity.get("second"): f.distance for f in frames}
        left = right = at
        while cosine.get(left - 1, -2) >= floor:
            left = left - 1
        while cosine.get(right + 1, -2) >= floor:
            right = right + 1
        answer.append(dict(video=title, second=at, score=float(hits[0].distance), start=left, end=right))
    return answer

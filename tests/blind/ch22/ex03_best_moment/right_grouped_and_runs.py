# expect: passed
# because: the first hit of a grouped search, repeated without the videos found; the passage among all runs by itertools.groupby
from itertools import groupby


def moments(client, name, vector, k, floor):
    query, titles, result = [[float(x) for x in vector]], [], []
    for _ in range(k):
        options = {"filter": "not (video in [" + ",".join('"' + t + '"' for t in titles) + "])"} if titles else {}
        grouped = client.search(name, data=query, limit=1, group_by_field="video", output_fields=["video", "second"], **options)[0]
        top = grouped[0] if len(grouped) else None
        if top is None or top["distance"] < floor:
            return result
        title, second = top["entity"]["video"], top["entity"]["second"]
        titles.append(title)
        frames = client.search(name, data=query, limit=4000, filter='video == "' + title + '"', output_fields=["second"])[0]
        seconds = sorted(f["entity"]["second"] for f in frames if f["distance"] >= floor)
        for _, run in groupby(enumerate(seconds), key=lambda pair: pair[1] - pair[0]):
            run = [s for _, s in run]
            if run[0] <= second <= run[-1]:
                result.append(dict(video=title, second=second, score=float(top["distance"]), start=run[0], end=run[-1]))
                break
    return result

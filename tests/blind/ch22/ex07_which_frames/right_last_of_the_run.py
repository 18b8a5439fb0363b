# expect: passed
# because: in order of time: the first second that no kept frame of the video finds is found by the last frame of the unbroken run that is near enough, so that it also finds what comes after
import numpy as np


def seconds_of(vectors, near=0.902):
    v = np.asarray(vectors, dtype=float)
    kept, found = [], np.zeros(len(v), dtype=bool)
    while not found.all():
        first = int(np.flatnonzero(~found)[0])
        last = first
        while last + 1 < len(v) and v[last + 1] @ v[first] >= near:
            last += 1
        kept.append(last)
        found |= v @ v[last] >= near
        found[first] = True
    return kept


def store(client, name, videos, budget):
    plan = {title: seconds_of(vectors) for title, vectors in videos.items()}
    # never more than the budget: the longest plan gives rows back
    while sum(map(len, plan.values())) > budget:
        max(plan.values(), key=len).pop()
    count = 0
    for number, (title, seconds) in enumerate(plan.items()):
        rows = [{"id": number * 1000 + s, "video": title, "second": s, "vector": [float(x) for x in videos[title][s]]} for s in seconds]
        client.insert(name, rows)
        count += len(rows)
    return count

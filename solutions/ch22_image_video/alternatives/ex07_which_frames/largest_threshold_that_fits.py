"""A frame is kept if no kept frame of its video is like it; of the thresholds the largest one that fits the budget, found by bisection."""


def leaders(vectors, threshold):
    kept = []
    for second in range(len(vectors)):
        if not kept or (vectors[kept] @ vectors[second]).max() < threshold:
            kept.append(second)
    return kept


def store(client, name, videos, budget):
    low, high = -1.1, 0.99
    for _ in range(16):
        middle = (low + high) / 2
        if sum(len(leaders(v, middle)) for v in videos.values()) <= budget:
            low = middle
        else:
            high = middle
    number, rows = 0, []
    for title in videos:
        for second in leaders(videos[title], low):
            rows.append(dict(id=number, video=title, second=second, vector=[float(x) for x in videos[title][second]]))
            number += 1
    client.upsert(name, rows)
    return number

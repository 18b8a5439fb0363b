# expect: passed
# because: of equal scores the larger id comes first
def whole(client, name, asked, filter, depth):
    scores = {}
    for field, query in asked.items():
        for place, hit in enumerate(client.search(name, data=[list(query)], anns_field=field, limit=depth, filter=filter)[0], 1):
            scores[hit["id"]] = scores.get(hit["id"], 0.0) + 1 / (60 + place)
    return sorted(scores, key=lambda i: (scores[i], i), reverse=True)


def page(client, name, asked, filter, number, size, depth):
    return whole(client, name, asked, filter, depth)[number * size :][:size]


def smallest_depth(client, name, samples, size, share, depths):
    right = [set(whole(client, name, s, "", depths[-1])[:size]) for s in samples]
    for depth in depths:
        common = [len(r.intersection(whole(client, name, s, "", depth)[:size])) for r, s in zip(right, samples)]
        if sum(common) / len(common) / size >= share:
            return depth

"""The whole answer is fused in Python, and pages are slices of it; all samples in one search per field."""


def whole(client, name, several, filter, depth):
    answers = [{} for _ in several]
    for field in several[0]:
        data = [list(asked[field]) for asked in several]
        for scores, hits in zip(answers, client.search(name, data=data, anns_field=field, limit=depth, filter=filter)):
            for place, hit in enumerate(hits, 1):
                scores[hit["id"]] = scores.get(hit["id"], 0.0) + 1 / (60 + place)
    return [sorted(scores, key=lambda i: (-scores[i], i)) for scores in answers]


def page(client, name, asked, filter, number, size, depth):
    return whole(client, name, [asked], filter, depth)[0][number * size : (number + 1) * size]


def smallest_depth(client, name, samples, size, share, depths):
    def first_pages(depth):
        return [set(ids[:size]) for ids in whole(client, name, samples, "", depth)]

    *shallower, last = depths
    right = first_pages(last)
    for depth in shallower:
        common = sum(len(a & b) for a, b in zip(first_pages(depth), right))
        if common >= share * size * len(samples) - 1e-9:
            return depth
    return last

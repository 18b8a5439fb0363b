# expect: passed
# because: two searches and RRF by hand; of equal scores the smaller id first, which is one of the allowed orders
import statistics


def whole(client, name, asked, filter, depth):
    scores = {}
    for field, vector in asked.items():
        hits = client.search(name, data=[vector], anns_field=field, limit=depth, filter=filter)[0]
        for place, hit in enumerate(hits, start=1):
            scores[hit["id"]] = scores.get(hit["id"], 0) + 1 / (60 + place)
    return sorted(scores, key=lambda id: (-scores[id], id))


def page(client, name, asked, filter, number, size, depth):
    return whole(client, name, asked, filter, depth)[number * size :][:size]


def smallest_depth(client, name, samples, size, share, depths):
    def firsts(depth):
        return [set(whole(client, name, sample, "", depth)[:size]) for sample in samples]

    last = firsts(depths[-1])
    return next(d for d in depths if statistics.mean(len(a & b) / size for a, b in zip(firsts(d), last)) >= share)

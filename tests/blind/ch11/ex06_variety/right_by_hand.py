# expect: passed
# because: two searches and RRF by hand; the series come with them; a generator and islice
from collections import Counter
from itertools import islice


def varied(client, name, asked, most, k):
    return list(islice(walk(client, name, asked, most), k))


def walk(client, name, asked, most):
    scores, series = Counter(), {}
    for field, vector in asked.items():
        hits = client.search(name, data=[vector], anns_field=field, limit=3000, output_fields=["series"])[0]
        for place, hit in enumerate(hits, 1):
            scores[hit["id"]] += 1 / (60 + place)
            series[hit["id"]] = hit["entity"]["series"]
    taken = Counter()
    for id, _ in scores.most_common():
        if taken[series[id]] < most:
            taken[series[id]] += 1
            yield id

"""Two complete searches, the fusion by hand, and the series looked up at the end."""

from collections import Counter
from itertools import islice


def varied(client, name, asked, most, k):
    score, series = Counter(), {}
    for field, query in asked.items():
        for place, hit in enumerate(client.search(name, [query], anns_field=field, limit=3000, output_fields=["series"])[0], 1):
            score[hit["id"]] += 1 / (60 + place)
            series[hit["id"]] = hit["entity"]["series"]

    def walk():
        taken = Counter()
        for id, _ in score.most_common():
            taken[series[id]] += 1
            if taken[series[id]] <= most:
                yield id

    return list(islice(walk(), k))

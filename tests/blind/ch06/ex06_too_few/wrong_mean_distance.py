# expect: failed|partial
# because: 'ranked by their **nearest passage**': ranked by the mean over their passages
from collections import defaultdict
from statistics import fmean


def results(client, name, vector, language, page, size):
    distances = defaultdict(list)
    for hit in client.search(name, data=[vector], limit=10_000, filter=f'language == "{language}"', output_fields=["article"])[0]:
        distances[hit["entity"]["article"]].append(hit["distance"])
    ranked = sorted(distances, key=lambda title: fmean(distances[title]))
    return ranked[(page - 1) * size : page * size]

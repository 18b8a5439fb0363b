# expect: passed
# because: 'ranked by their nearest passage': the least distance of each article is computed from all passages, and the articles sorted by it
from math import inf


def results(client, name, vector, language, page, size):
    best = {}
    for hit in client.search(name, [vector], f'language == "{language}"', 10_000, ["article"])[0]:
        title = hit["entity"]["article"]
        best[title] = min(best.get(title, inf), hit["distance"])
    ranked = sorted(best, key=best.get)
    first = (page - 1) * size
    return ranked[first : first + size]

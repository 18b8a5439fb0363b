# expect: passed
# because: a generator yields articles one by one, fetching the next passages by leaving out the ids that were seen; islice cuts the page
from itertools import islice


def nearest_articles(client, name, vector, language):
    ids, titles = [], set()
    while True:
        condition = f'language == "{language}"'
        if ids:
            condition += f" and id not in {ids}"
        hits = client.search(name, data=[vector], limit=50, filter=condition, output_fields=["article"])[0]
        if not hits:
            return
        for hit in hits:
            ids.append(hit["id"])
            if hit["entity"]["article"] not in titles:
                titles.add(hit["entity"]["article"])
                yield hit["entity"]["article"]


def results(client, name, vector, language, page, size):
    return list(islice(nearest_articles(client, name, vector, language), (page - 1) * size, page * size))

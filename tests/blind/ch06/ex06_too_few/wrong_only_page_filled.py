# expect: failed|partial
# because: 'page 2 the next `size`': passages are fetched until `size` articles are there, for every page, and the slice of page 2 has nothing left
def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    limit = size
    while True:
        hits = passages(client, name, vector, language, limit)
        titles = list(dict.fromkeys(hit["entity"]["article"] for hit in hits))
        if len(titles) >= size or len(hits) < limit:
            return titles[(page - 1) * size : page * size]
        limit *= 2


def passages(client, name, vector, language, limit):
    """The nearest passages in the language."""
    return client.search(
        name, data=[vector], limit=limit, filter=f'language == "{language}"', output_fields=["article"]
    )[0]

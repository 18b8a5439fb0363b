# expect: passed
# because: asks for more passages until they come from page * size articles or no more come
def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    wanted = page * size
    limit = 4 * wanted
    while True:
        hits = passages(client, name, vector, language, limit)
        titles = list(dict.fromkeys(hit["entity"]["article"] for hit in hits))
        if len(titles) >= wanted or len(hits) < limit:
            return titles[wanted - size : wanted]
        limit *= 2


def passages(client, name, vector, language, limit):
    """The nearest passages in the language."""
    return client.search(
        name, data=[vector], limit=limit, filter=f'language == "{language}"', output_fields=["article"]
    )[0]

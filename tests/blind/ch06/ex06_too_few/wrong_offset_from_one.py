# expect: failed|partial
# because: 'Page 1 has the first `size` articles': grouping and filter are mended, but page 1 begins after the first `size`
def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    wanted = page * size
    limit = 4 * wanted
    while True:
        hits = passages(client, name, vector, language, limit)
        titles = list(dict.fromkeys(hit["entity"]["article"] for hit in hits))
        if len(titles) >= wanted + size or len(hits) < limit:
            return titles[wanted : wanted + size]
        limit *= 2


def passages(client, name, vector, language, limit):
    """The nearest passages in the language."""
    return client.search(
        name, data=[vector], limit=limit, filter=f'language == "{language}"', output_fields=["article"]
    )[0]

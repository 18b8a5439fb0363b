# expect: failed|partial
# because: 'Page 1 has the first `size` articles': what was shown once is never shown again, so a page asked for twice is another one
shown = set()


def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    wanted = page * size
    limit = 4 * wanted
    while True:
        hits = passages(client, name, vector, language, limit)
        titles = list(dict.fromkeys(hit["entity"]["article"] for hit in hits))
        if len(titles) >= wanted or len(hits) < limit:
            titles = [title for title in titles if title not in shown][:size]
            shown.update(titles)
            return titles
        limit *= 2


def passages(client, name, vector, language, limit):
    """The nearest passages in the language."""
    return client.search(
        name, data=[vector], limit=limit, filter=f'language == "{language}"', output_fields=["article"]
    )[0]

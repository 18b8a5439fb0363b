# expect: failed|partial
# because: 'Each article stands on one page, once': five times as many passages for each page; an article with passages in two such windows stands on both pages
def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    titles = []
    for hit in passages(client, name, vector, language, page, size):
        if hit["entity"]["article"] not in titles:
            titles.append(hit["entity"]["article"])
    return titles[:size]


def passages(client, name, vector, language, page, size):
    """The passages of one page."""
    hits = client.search(
        name, data=[vector], limit=5 * size, offset=(page - 1) * 5 * size, filter=f'language == "{language}"', output_fields=["article"]
    )[0]
    return hits

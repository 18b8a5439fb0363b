# expect: failed|partial
# because: 'Page 1 has the first `size` **articles**': filter and offset are mended, but a page still has `size` passages
def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    titles = []
    for hit in passages(client, name, vector, language, page, size):
        if hit["entity"]["article"] not in titles:
            titles.append(hit["entity"]["article"])
    return titles


def passages(client, name, vector, language, page, size):
    """The passages of one page."""
    hits = client.search(
        name, data=[vector], limit=size, offset=(page - 1) * size, filter=f'language == "{language}"', output_fields=["article"]
    )[0]
    return hits

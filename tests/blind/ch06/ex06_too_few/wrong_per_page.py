# expect: failed|partial
# because: "Each article stands on one page, once" -- pages count passages, doubles are thrown away within one page only
def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    titles = []
    for hit in passages(client, name, vector, language, page, size):
        if hit["entity"]["article"] not in titles:
            titles.append(hit["entity"]["article"])
    return titles


def passages(client, name, vector, language, page, size):
    """The passages of one page."""
    return client.search(
        name, data=[vector], limit=size, offset=(page - 1) * size, filter=f'language == "{language}"', output_fields=["article", "language"]
    )[0]

# id: distinct-after-limit
# check: test_first_page
# why: limit=5 reads as "five results". It counts rows, and five rows of one long article are one result.
# source: https://github.com/milvus-io/milvus/issues/25324 (100 hits, but fewer products, since several vectors belong to one product)


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
        name, data=[vector], limit=size, offset=(page - 1) * size, filter=f'language == "{language}"', output_fields=["article"]
    )[0]

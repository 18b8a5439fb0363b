# id: offset-is-the-page
# check: test_first_page
# why: offset = page * size is right when pages count from 0, as in the examples. Readers count from 1, and the best page is never shown.
# source: https://github.com/meilisearch/documentation/pull/1753 (a reviewer of a paging guide corrects which page an offset shows); docs v3.0.x, single-vector-search.md, "Use Limit and Offset"


def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    titles = []
    for hit in passages(client, name, vector, language, (page + 1) * size):
        if hit["entity"]["article"] not in titles:
            titles.append(hit["entity"]["article"])
    return titles[page * size : (page + 1) * size]


def passages(client, name, vector, language, articles):
    """The nearest passages in the language, from so many articles, if there are."""
    limit = 4 * articles
    while True:
        hits = client.search(name, data=[vector], limit=limit, filter=f'language == "{language}"', output_fields=["article"])[0]
        if len(hits) < limit or len({hit["entity"]["article"] for hit in hits}) >= articles:
            return hits
        limit *= 2

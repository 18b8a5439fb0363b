"""Bug hunt: too few.

Three things were wrong: the language was compared after the search, when the other rows had been cut off already; pages count
from 1, and the offset counted from 0; and passages were made into articles after the limit, so a page held as many passages
as it should hold articles.
"""


def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    titles = []
    for hit in passages(client, name, vector, language, page * size):
        if hit["entity"]["article"] not in titles:
            titles.append(hit["entity"]["article"])
    return titles[(page - 1) * size : page * size]


def passages(client, name, vector, language, articles):
    """The nearest passages in the language, at least so many that they come from so many articles, if there are."""
    limit = 4 * articles
    while True:
        hits = client.search(name, data=[vector], limit=limit, filter=f'language == "{language}"', output_fields=["article"])[0]
        if len(hits) < limit or len({hit["entity"]["article"] for hit in hits}) >= articles:
            return hits
        limit *= 2

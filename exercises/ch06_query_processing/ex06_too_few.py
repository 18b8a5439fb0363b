"""Bug hunt: too few.

A library searches its articles by meaning. An article is too long for one vector, so it is stored in passages. The collection
`name` has `id` (INT64, primary key), `vector` (32 floats, metric L2), `article` (VARCHAR, the title; no two articles have the same)
and `language` (VARCHAR: "en", "de", "is"). Readers complain: *pages are half empty, my article is missing, and in Icelandic there
is nothing at all*. The colleague who wrote the code below blames the index. But the index is FLAT: it misses nothing. Three
things are wrong with the code; mend them.

`results(client, name, vector, language, page, size)` → list of titles

- Articles are ranked by their **nearest passage**. Only those in the language count.
- Page 1 has the first `size` articles, page 2 the next `size`, and so on. The last page may be shorter. After it, and for a
  language that no article has, pages are empty.
- Each article stands on one page, once. There are a few hundred passages.

Only `results` is called by others. What it calls is up to you.
"""


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
        name, data=[vector], limit=size, offset=page * size, output_fields=["article", "language"]
    )[0]
    return [hit for hit in hits if hit["entity"]["language"] == language]

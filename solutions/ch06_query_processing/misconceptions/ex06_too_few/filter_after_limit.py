# id: filter-after-limit
# check: test_rare_language
# why: Fetch a few times too many, then throw away: that works as long as what is wanted is common. The rarer it is, the less is left.
# source: https://github.com/milvus-io/milvus/issues/27136 (is the expression applied to the top results, or before?); https://github.com/milvus-io/pymilvus/issues/2177


def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    titles = []
    for hit in passages(client, name, vector, language, page * size):
        if hit["entity"]["article"] not in titles:
            titles.append(hit["entity"]["article"])
    return titles[(page - 1) * size : page * size]


def passages(client, name, vector, language, articles):
    """The nearest passages in the language."""
    hits = client.search(name, data=[vector], limit=20 * articles, output_fields=["article", "language"])[0]
    return [hit for hit in hits if hit["entity"]["language"] == language]

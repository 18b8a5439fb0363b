# expect: failed|partial
# because: "Only those in the language count" -- the page is cut first, the language is looked at after


def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    found = {hit["entity"]["article"]: hit["entity"]["language"] for hit in passages(client, name, vector, language)}
    return [title for title in list(found)[(page - 1) * size : page * size] if found[title] == language]


def passages(client, name, vector, language):
    """All passages in the language, nearest first."""
    return client.search(
        name, data=[vector], limit=10_000, output_fields=["article", "language"], anns_field="vector"
    )[0]

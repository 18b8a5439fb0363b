# expect: passed
# because: every passage of the language in order of distance, titles kept once by dict.fromkeys, then sliced; no offset and no groups


def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    titles = list(dict.fromkeys(hit["entity"]["article"] for hit in passages(client, name, vector, language)))
    return titles[(page - 1) * size : page * size]


def passages(client, name, vector, language):
    """All passages in the language, nearest first."""
    return client.search(
        name, data=[vector], limit=10_000, filter=f"language == '{language}'", output_fields=["article"], anns_field="vector"
    )[0]

# expect: failed|partial
# because: "Page 1 has the first `size` articles ... The last page may be shorter" -- fetches 4 passages for each article wanted, and hopes


def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    titles = list(dict.fromkeys(hit["entity"]["article"] for hit in passages(client, name, vector, language, 4 * page * size)))
    return titles[(page - 1) * size : page * size]


def passages(client, name, vector, language, limit):
    """All passages in the language, nearest first."""
    return client.search(
        name, data=[vector], limit=limit, filter=f"language == '{language}'", output_fields=["article"], anns_field="vector"
    )[0]

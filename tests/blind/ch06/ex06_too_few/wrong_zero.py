# expect: failed|partial
# because: "Page 1 has the first `size` articles" -- the offset is still page * size
def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    hits = client.search(name, data=[vector], limit=10_000, filter=f'language == "{language}"', output_fields=["article"])[0]
    titles = []
    for hit in hits:
        if hit["entity"]["article"] not in titles:
            titles.append(hit["entity"]["article"])
    return titles[page * size : (page + 1) * size]

# expect: failed|partial
# because: 'Only those in the language count': the filter still comes last, after the 100 nearest of all languages
def results(client, name, vector, language, page, size):
    hits = client.search(name, data=[vector], limit=max(100, 5 * page * size), output_fields=["article", "language"])[0]
    titles = []
    for hit in hits:
        if hit["entity"]["language"] == language and hit["entity"]["article"] not in titles:
            titles.append(hit["entity"]["article"])
    return titles[(page - 1) * size : page * size]

# expect: failed|partial
# because: seven times as many passages as articles are fetched, and one article may have more
def results(client, name, vector, language, page, size):
    hits = client.search(name, data=[vector], limit=7 * size * page, filter=f'language == "{language}"', output_fields=["article"])[0]
    return list(dict.fromkeys(h["entity"]["article"] for h in hits))[(page - 1) * size : page * size]

# expect: failed|partial
# because: 'Page 1 has the first `size` articles': three passages for each article are fetched, too few where articles are longer
def results(client, name, vector, language, page, size):
    hits = client.search(
        name, data=[vector], limit=3 * page * size, filter=f'language == "{language}"', output_fields=["article"]
    )[0]
    titles = list(dict.fromkeys(hit["entity"]["article"] for hit in hits))
    return titles[(page - 1) * size : page * size]

# expect: failed|partial
# because: 'There are a few hundred passages': no more than 100 are looked at, so the later pages are missing
def results(client, name, vector, language, page, size):
    hits = client.search(name, data=[vector], limit=100, filter=f'language == "{language}"', output_fields=["article"])[0]
    titles = list(dict.fromkeys(hit["entity"]["article"] for hit in hits))
    return titles[(page - 1) * size : page * size]

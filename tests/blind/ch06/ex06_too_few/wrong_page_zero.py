# expect: failed|partial
# because: pages are counted from 0; the statement counts from 1
def results(client, name, vector, language, page, size):
    hits = client.search(name, data=[vector], filter=f'language == "{language}"', limit=5000, output_fields=["article"], consistency_level="Strong")
    order = list(dict.fromkeys(hit["entity"]["article"] for hit in hits[0]))
    return order[page * size : (page + 1) * size]

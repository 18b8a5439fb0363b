# expect: passed
# because: every passage of the language comes back, nearest first; Python makes articles of them and cuts the page
def results(client, name, vector, language, page, size):
    hits = client.search(name, data=[vector], filter=f'language == "{language}"', limit=5000, output_fields=["article"], consistency_level="Strong")
    order = list(dict.fromkeys(hit["entity"]["article"] for hit in hits[0]))
    return order[size * (page - 1) :][:size]

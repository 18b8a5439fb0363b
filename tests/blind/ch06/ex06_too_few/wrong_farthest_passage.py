# expect: failed|partial
# because: 'ranked by their **nearest passage**': a dict keeps the last, and so the farthest passage of each article
def results(client, name, vector, language, page, size):
    hits = client.search(name, data=[vector], limit=10_000, filter=f'language == "{language}"', output_fields=["article"])[0]
    distance = {hit["entity"]["article"]: hit["distance"] for hit in hits}
    ranked = sorted(distance, key=distance.get)
    return ranked[(page - 1) * size : page * size]

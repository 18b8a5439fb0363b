"""All passages of the language by one search; a dict keeps the first of each article."""


def results(client, name, vector, language, page, size):
    return list(passages(client, name, vector, language))[(page - 1) * size :][:size]


def passages(client, name, vector, language):
    hits = client.search(name, [vector], anns_field="vector", filter=f'language in ["{language}"]', limit=5000, output_fields=["*"])[0]
    return dict.fromkeys(hit["entity"]["article"] for hit in hits)

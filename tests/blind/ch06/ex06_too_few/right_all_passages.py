# expect: passed
# because: 'There are a few hundred passages': takes every passage in the language (16,000 at most) and slices the articles
def results(client, name, vector, language, page, size):
    [hits] = client.search(
        collection_name=name,
        data=[vector],
        anns_field="vector",
        filter=f"language == '{language}'",
        limit=16_000,
        output_fields=["article"],
        consistency_level="Strong",
    )
    titles = []
    seen = set()
    for hit in hits:
        title = hit["entity"]["article"]
        if title not in seen:
            seen.add(title)
            titles.append(title)
    start = (page - 1) * size
    return titles[start : start + size]

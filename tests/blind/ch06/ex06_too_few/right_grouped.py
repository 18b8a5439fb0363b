# expect: passed
# because: 'Articles are ranked by their **nearest passage**': Milvus groups, with a limit far above the number of articles, and the page is a slice
def articles(client, name, vector, language):
    return client.search(
        name,
        data=[vector],
        limit=1000,
        filter=f'language == "{language}"',
        group_by_field="article",
        output_fields=["article"],
    )[0]


def results(client, name, vector, language, page, size):
    ranked = [hit["entity"]["article"] for hit in articles(client, name, vector, language)]
    ranked = list(dict.fromkeys(ranked))  # where the server does not group
    return ranked[size * (page - 1) : size * page]

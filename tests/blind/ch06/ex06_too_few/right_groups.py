# expect: passed
# because: Milvus counts the groups: group_by_field with limit and offset in articles
def results(client, name, vector, language, page, size):
    """Titles of the articles on one page, nearest first."""
    hits = client.search(
        name,
        data=[vector],
        limit=size,
        offset=(page - 1) * size,
        filter=f'language == "{language}"',
        group_by_field="article",
        output_fields=["article"],
    )[0]
    return [hit["entity"]["article"] for hit in hits]

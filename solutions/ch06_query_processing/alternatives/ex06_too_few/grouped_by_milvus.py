"""Milvus groups: one hit an article, so limit and offset count articles."""


def results(client, name, vector, language, page, size):
    return [hit["entity"]["article"] for hit in passages(client, name, vector, language, size, (page - 1) * size)]


def passages(client, name, vector, language, articles, skipped):
    wanted = f"language == '{language}'"
    (hits,) = client.search(name, [vector], filter=wanted, group_by_field="article", limit=articles, offset=skipped, output_fields=["article"])
    return hits

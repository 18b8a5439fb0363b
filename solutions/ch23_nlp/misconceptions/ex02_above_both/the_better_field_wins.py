# id: the-better-field-wins
# check: test_both
# why: Each field is measured alone, and the better one is taken: a choice instead of a fusion.
# source: milvus-io/milvus discussions on choosing between full text search and vectors
# BEGIN SOLUTION tune
    quality = {}
    for field, data in (("words", [query["text"] for query in judged]), ("vector", [list(query["vector"]) for query in judged])):
        answers = client.search(name, data=data, anns_field=field, limit=DEPTH)
        quality[field] = sum(ndcg([hit["id"] for hit in hits], query["grades"]) for hits, query in zip(answers, judged))
    return max(quality, key=quality.get)
# END SOLUTION
# BEGIN SOLUTION rank
    data = text if settings == "words" else list(vector)
    return [hit["id"] for hit in client.search(name, data=[data], anns_field=settings, limit=k)[0]]
# END SOLUTION

# id: every-pair-counts
# check: test_whole_documents
# why: All cosines between query and document are added up, because more agreement seems better. Then the longest document wins, whatever it is about.
# source: docs v3.0.x search-with-embedding-lists.md (the highest score of each list is summed)
# BEGIN SOLUTION late
    answers = client.search(name, data=[list(v) for v in query], anns_field="vector", limit=width, output_fields=["document"])
    candidates = sorted({hit["entity"]["document"] for hits in answers for hit in hits})
    if not candidates:
        return []
    parts = {}
    pages = client.query_iterator(name, batch_size=1000, filter=f"document in {candidates}", output_fields=["document", "vector"])
    while page := pages.next():
        for row in page:
            parts.setdefault(row["document"], []).append(row["vector"])
    pages.close()
    asked = unit(query)
    scored = [(document, float((asked @ unit(vectors).T).sum())) for document, vectors in parts.items()]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:k]
# END SOLUTION

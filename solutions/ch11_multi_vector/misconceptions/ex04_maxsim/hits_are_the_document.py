# id: hits-are-the-document
# check: test_whole_documents
# why: The search has brought paragraphs with their scores, so these are added up. A document's best paragraph for another vector of the query may not be among the hits, and counts 0 then.
# source: docs v3.0.x search-with-embedding-lists.md (the maximum is taken over all vectors of a document)
# BEGIN SOLUTION late
    answers = client.search(name, data=[list(v) for v in query], anns_field="vector", limit=width, output_fields=["document"])
    scores = {}
    for hits in answers:
        best = {}
        for hit in hits:
            best.setdefault(hit["entity"]["document"], hit["distance"])
        for document, cosine in best.items():
            scores[document] = scores.get(document, 0.0) + cosine
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:k]
# END SOLUTION

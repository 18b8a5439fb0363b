# expect: passed
# because: the second step is a search among the paragraphs of the candidates, and Milvus' own cosines are compared
def late(client, name, query, width, k):
    first = client.search(name, data=query, limit=width, output_fields=["document"])
    candidates = {hit["entity"]["document"] for hits in first for hit in hits}
    if not candidates:
        return []
    totals = dict.fromkeys(candidates, 0.0)
    for vector in query:
        hits = client.search(name, data=[vector], limit=10_000, filter=f"document in {sorted(candidates)}", output_fields=["document"])[0]
        seen = {}
        for hit in hits:
            document = hit["entity"]["document"]
            seen[document] = max(seen.get(document, -2.0), hit["distance"])
        for document, cosine in seen.items():
            totals[document] += cosine
    return sorted(totals.items(), key=lambda pair: pair[1], reverse=True)[:k]

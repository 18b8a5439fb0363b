"""No vector leaves Milvus: grouped searches among the candidates give each document's best paragraph."""


def late(client, name, query, width, k):
    owners = set()
    for vector in query:
        for hit in client.search(name, data=[list(vector)], anns_field="vector", limit=width, output_fields=["document"])[0]:
            owners.add(hit["entity"]["document"])
    if not owners:
        return []
    scores = dict.fromkeys(owners, 0.0)
    for vector in query:
        for start in range(0, len(owners), 20):
            some = sorted(owners)[start : start + 20]
            hits = client.search(name, data=[list(vector)], anns_field="vector", limit=6000, filter=f"document in {some}", output_fields=["document"])[0]
            best = {}
            for hit in hits:
                best.setdefault(hit["entity"]["document"], hit["distance"])
            for document, cosine in best.items():
                scores[document] += cosine
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:k]

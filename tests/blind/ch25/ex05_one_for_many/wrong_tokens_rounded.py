# expect: failed|partial
# because: '`tokens` (JSON, the list of vectors)': rounded to one decimal to save space
def dot(a, b):
    """The inner product of two vectors."""
    return sum(x * y for x, y in zip(a, b, strict=True))


def encode(tokens, planes, document):
    """One vector for many."""
    whole = []
    for normals in planes:
        numbers = [sum(1 << j for j, normal in enumerate(normals) if dot(token, normal) > 0) for token in tokens]
        for cell in range(1 << len(normals)):
            here = [token for token, number in zip(tokens, numbers, strict=True) if number == cell]
            if here:
                count = len(here) if document else 1
                whole += [sum(column) / count for column in zip(*here, strict=True)]
            elif document:
                nearest = min(range(len(tokens)), key=lambda i: (numbers[i] ^ cell).bit_count())
                whole += [float(x) for x in tokens[nearest]]
            else:
                whole += [0.0] * len(tokens[0])
    return whole


def store(client, name, documents, planes):
    """Write documents with their encodings."""
    rows = []
    for id, tokens in documents.items():
        vector = encode(tokens, planes, True)
        rows.append({"id": id, "vector": vector, "tokens": [[round(x, 1) for x in token] for token in tokens]})
    if rows:
        client.upsert(name, rows)


def search(client, name, tokens, planes, k, candidates):
    """The ids of the best documents by MaxSim, among the candidates that the encodings find."""
    (hits,) = client.search(name, data=[encode(tokens, planes, False)], limit=candidates, output_fields=["tokens"])
    scored = [(sum(max(dot(mine, other) for other in hit["entity"]["tokens"]) for mine in tokens), hit["id"]) for hit in hits]
    return [id for _, id in sorted(scored, reverse=True)[:k]]

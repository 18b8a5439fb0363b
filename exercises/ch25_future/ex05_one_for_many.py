"""Bug hunt: one vector for many.

The code below follows MUVERA (arXiv 2405.19504): it makes one vector of a document with many, searches in Milvus, and orders what came by MaxSim. It runs, and its hits are poor. Find **five** mistakes: two in `encode`, one in `store`, two in `search`.

Tokens are a list of one or more vectors of d floats. `planes` is a list of repetitions, each of them a list of p vectors of d floats; they are the same for all documents and queries.

- `encode(tokens, planes, document)` returns a list of r · 2ᵖ · d floats for r repetitions: for each repetition its 2ᵖ cells in order, laid end to end. A token's cell is the number whose bit j (bit 0 counts 1, bit 1 counts 2, …) is set where the inner product of the token and plane j is above zero. Where `document` is False, the tokens belong to a query: a cell holds the **sum** of the tokens in it, and zeros where there is
  none. Where it is True, a cell holds their **mean**, and an empty cell holds the token whose cell number differs from its own in the fewest bits; of several the first in `tokens`.
- `store(client, name, documents, planes)` writes up to 500 documents, `{id: tokens}`, into the collection `name`: `id` (INT64, the key), `vector` (their encodings as they are, metric IP), and `tokens` (JSON, the list of vectors). A document whose id is there is replaced; the others stay. An empty `documents` writes nothing.
- `search(client, name, tokens, planes, k, candidates)` returns the ids of up to `k` documents, best first: of the `candidates` documents whose `vector` has the largest inner product with the encoded query (fewer if there are no more), the `k` with the largest MaxSim. MaxSim is, summed over the tokens of the **query**, the largest inner product with any token of the document.
  `candidates` is at least `k` and at most 500. Only these candidates are read, in a single search that brings their tokens too; no two values of MaxSim are equal.
"""


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
                whole += [sum(column) / len(here) for column in zip(*here, strict=True)]
            else:
                whole += [0.0] * len(tokens[0])
    return whole


def store(client, name, documents, planes):
    """Write documents with their encodings."""
    rows = []
    for id, tokens in documents.items():
        vector = encode(tokens, planes, True)
        length = dot(vector, vector) ** 0.5
        rows.append({"id": id, "vector": [x / length for x in vector], "tokens": [list(token) for token in tokens]})
    if rows:
        client.upsert(name, rows)


def search(client, name, tokens, planes, k, candidates):
    """The ids of the best documents by MaxSim, among the candidates that the encodings find."""
    (hits,) = client.search(name, data=[encode(tokens, planes, False)], limit=k, output_fields=["tokens"])
    scored = [(sum(max(dot(mine, other) for mine in tokens) for other in hit["entity"]["tokens"]), hit["id"]) for hit in hits]
    return [id for _, id in sorted(scored, reverse=True)[:k]]

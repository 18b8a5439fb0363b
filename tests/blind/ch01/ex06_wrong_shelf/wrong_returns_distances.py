# expect: failed|partial
# because: the order is mended by turning the similarity into 1 - similarity, and that number is returned in its place
BATCH = 32


def batches(rows, size):
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def fill(client, name, cards):
    client.create_collection(name, dimension=len(cards[0]["vector"]), metric_type="COSINE")
    for batch in batches(cards, BATCH):
        client.insert(name, batch)


def ask(client, name, questions, k):
    results = client.search(name, data=questions, limit=k, output_fields=["word"])
    return [ranked(hits) for hits in results]


def ranked(hits):
    pairs = [(hit["entity"]["word"], 1 - hit["distance"]) for hit in hits]
    return sorted(pairs, key=lambda pair: pair[1])

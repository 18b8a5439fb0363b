# id: last-batch-lost
# check: test_every_card_arrives
# why: Cutting rows into full batches feels complete; what is left over is seen only when a row is missing.
# source: the classic off-by-one of batch loaders; insert() gets no error for rows it never saw
BATCH = 32


def batches(rows, size):
    """The rows in pieces of at most `size`."""
    return [rows[start : start + size] for start in range(0, len(rows) - len(rows) % size, size)]


def fill(client, name, cards):
    """Make the collection and insert every card."""
    client.create_collection(name, dimension=len(cards[0]["vector"]), metric_type="COSINE")
    for batch in batches(cards, BATCH):
        client.insert(name, batch)


def ask(client, name, questions, k):
    """For each question its k nearest words as (word, similarity), nearest first."""
    results = client.search(name, data=questions, limit=k, output_fields=["word"])
    return [ranked(hits) for hits in results]


def ranked(hits):
    """The hits of one question as (word, similarity), nearest first."""
    return [(hit["entity"]["word"], hit["distance"]) for hit in hits]

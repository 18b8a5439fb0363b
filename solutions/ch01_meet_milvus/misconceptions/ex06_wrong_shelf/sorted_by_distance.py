# id: sorted-by-distance
# check: test_best_first
# why: The key is called distance, so it is sorted upwards "to be sure"; a cosine is better when it is larger.
# source: docs v3.0.x metric.md; hits come best first under every metric
BATCH = 32


def batches(rows, size):
    """The rows in pieces of at most `size`."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]


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
    pairs = [(hit["entity"]["word"], hit["distance"]) for hit in hits]
    return sorted(pairs, key=lambda pair: pair[1])

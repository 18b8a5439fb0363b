# id: first-question-only
# check: test_every_question_is_answered
# why: With one query one writes result[0] everywhere; with several, result[0] is the first query's list and the rest is silently dropped.
# source: docs v3.0.x single-vector-search.md, bulk search: one list of hits for each query vector
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
    return [ranked(results[0])]


def ranked(hits):
    """The hits of one question as (word, similarity), nearest first."""
    return [(hit["entity"]["word"], hit["distance"]) for hit in hits]

"""Bug hunt: the wrong shelf.

A colleague wrote a small shelf of words. It runs, and its answers are wrong in three ways:

1. some words can never be found,
2. when several questions are asked at once, only the first is answered,
3. the best answer comes last.

Find the three mistakes and fix them. Change no function's name or arguments.

- `fill(client, name, cards)` makes the collection (metric COSINE) and inserts all cards (`id`, `vector`, `word`).
- `ask(client, name, questions, k)` takes a list of vectors and returns one list for each: its `k` nearest words as
  pairs `(word, similarity)`, nearest first.
"""

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
    return [(hit["entity"]["word"], hit["distance"]) for hit in hits]

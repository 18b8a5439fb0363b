"""Islices for batches, one search a question."""

import itertools


def batches(rows, size):
    iterator = iter(rows)
    return list(iter(lambda: list(itertools.islice(iterator, size)), []))


def fill(client, name, cards):
    client.create_collection(name, dimension=len(cards[0]["vector"]), metric_type="COSINE")
    for batch in batches(cards, 100):
        client.insert(name, batch)


def ask(client, name, questions, k):
    return [ranked(client.search(name, [question], limit=k, output_fields=["word"])[0]) for question in questions]


def ranked(hits):
    pairs = [(hit["entity"]["word"], hit["distance"]) for hit in hits]
    return sorted(pairs, key=lambda pair: -pair[1])

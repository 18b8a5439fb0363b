# expect: passed
# because: slices from an iterator lose nothing, and the hits stay in the order of Milvus
from itertools import islice

BATCH = 32


def batches(rows, size):
    rest = iter(rows)
    while piece := list(islice(rest, size)):
        yield piece


def fill(client, name, cards):
    client.create_collection(name, dimension=len(cards[0]["vector"]), metric_type="COSINE")
    for batch in batches(cards, BATCH):
        client.insert(name, batch)


def ask(client, name, questions, k):
    results = client.search(name, data=questions, limit=k, output_fields=["word"], consistency_level="Strong")
    return list(map(ranked, results))


def ranked(hits):
    return [(hit["entity"]["word"], hit["distance"]) for hit in hits]

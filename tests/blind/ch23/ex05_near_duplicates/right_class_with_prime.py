# expect: passed
# because: all sentences: a class, hash functions modulo the prime 2**31 - 1 from random.Random(7), the text in a JSON field, two stable sorts
import hashlib
import re
import numpy as np
from pymilvus import DataType
PLACES = 128


def shingles(text):
    """The set of runs of three words; a shorter text is one run."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))} if words else set()


import random


class MinHash:
    PRIME = 2**31 - 1

    def __init__(self, seed=7):
        chance = random.Random(seed)
        self.factors = np.array([chance.randrange(1, self.PRIME) for _ in range(PLACES)], dtype=np.int64)
        self.shifts = np.array([chance.randrange(self.PRIME) for _ in range(PLACES)], dtype=np.int64)

    def key(self, run):
        return int(hashlib.md5(run.encode()).hexdigest(), 16) % self.PRIME

    def numbers(self, runs):
        smallest = np.full(PLACES, self.PRIME, dtype=np.int64)
        for run in runs:
            np.minimum(smallest, (self.factors * self.key(run) + self.shifts) % self.PRIME, out=smallest)
        return smallest


MINHASH = MinHash()


def signature(text):
    runs = shingles(text)
    if len(runs) == 0:
        return dict()
    return {(place << 24) + int(number) % (1 << 24): 1.0 for place, number in enumerate(MINHASH.numbers(runs))}


def store(client, name, reports):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("report", DataType.JSON)
    schema.add_field("places", DataType.SPARSE_FLOAT_VECTOR)
    params = client.prepare_index_params()
    params.add_index("places", index_type="SPARSE_INVERTED_INDEX", metric_type="IP", params={})
    client.create_collection(name, schema=schema, index_params=params, consistency_level="Strong")
    ready = []
    for report in reports:
        places = signature(report["text"])
        if places:
            ready.append({"id": report["id"], "report": {"text": report["text"]}, "places": places})
    for at in range(0, len(ready), 500):
        client.insert(name, ready[at : at + 500])


def jaccard(one, other):
    return len(one & other) / len(one | other) if one and other else 0.0


def near(client, name, text, least):
    places = signature(text)
    if not places:
        return []
    hits = client.search(name, [places], anns_field="places", limit=100, output_fields=["report"])[0]
    pairs = [(hit["id"], jaccard(shingles(text), shingles(hit["entity"]["report"]["text"]))) for hit in hits]
    pairs = [pair for pair in pairs if pair[1] >= least]
    pairs.sort()
    pairs.sort(key=lambda pair: pair[1], reverse=True)
    return pairs

# expect: failed|partial
# because: 'of several the first in `tokens`': of several cells the one with the smallest number
import heapq
from collections import defaultdict
from itertools import chain
from operator import mul


def dot(a, b):
    return sum(map(mul, a, b))


def cell_of(token, normals):
    number = 0
    for normal in reversed(normals):
        number = 2 * number + (dot(token, normal) > 0)
    return number


def sums(tokens):
    return [float(sum(column)) for column in zip(*tokens)]


def means(tokens):
    return [x / len(tokens) for x in sums(tokens)]


def cells(tokens, normals, document):
    """The cells of one repetition, in order."""
    inside = defaultdict(list)
    for token in tokens:
        inside[cell_of(token, normals)].append(token)
    for cell in range(2 ** len(normals)):
        if cell in inside:
            yield (means if document else sums)(inside[cell])
        elif document:
            # a dict keeps its order: the first token of the first of the nearest cells is the first in `tokens`
            nearest = min(sorted(inside), key=lambda other: bin(other ^ cell).count("1"))
            yield [float(x) for x in inside[nearest][0]]
        else:
            yield [0.0] * len(tokens[0])


def encode(tokens, planes, document):
    """One vector for many."""
    return list(chain.from_iterable(cell for normals in planes for cell in cells(tokens, list(normals), document)))


def store(client, name, documents, planes):
    """Write documents with their encodings."""
    documents = list(documents.items())
    for begin in range(0, len(documents), 100):
        client.upsert(name, [dict(id=id, vector=encode(tokens, planes, True), tokens=[[float(x) for x in t] for t in tokens]) for id, tokens in documents[begin : begin + 100]])


def max_sim(asked, document):
    best = [float("-inf")] * len(asked)
    for other in document:
        for i, mine in enumerate(asked):
            best[i] = max(best[i], dot(mine, other))
    return sum(best)


def search(client, name, tokens, planes, k, candidates):
    """The ids of the best documents by MaxSim, among the candidates that the encodings find."""
    hits = client.search(name, [encode(tokens, planes, False)], limit=candidates, output_fields=["tokens"])[0]
    return [hit["id"] for hit in heapq.nlargest(k, hits, key=lambda hit: max_sim(tokens, hit["entity"]["tokens"]))]

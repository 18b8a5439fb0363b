# expect: passed
# because: chunks of 25 candidates, running maxima in plain Python, no arrays
import heapq
import math


def late(client, name, query, width, k):
    found = client.search(collection_name=name, data=list(query), limit=width, output_fields=["document"])
    todo = list(dict.fromkeys(hit["entity"]["document"] for hits in found for hit in hits))
    asked = [scaled(vector) for vector in query]
    best = {}
    for start in range(0, len(todo), 25):
        some = todo[start : start + 25]
        for row in client.query(name, filter=f"document in {some}", output_fields=["document", "vector"], limit=300 * 25):
            part = scaled(row["vector"])
            maxima = best.setdefault(row["document"], [-math.inf] * len(asked))
            for i, vector in enumerate(asked):
                cosine = sum(a * b for a, b in zip(vector, part))
                if cosine > maxima[i]:
                    maxima[i] = cosine
    return heapq.nlargest(k, ((document, sum(maxima)) for document, maxima in best.items()), key=lambda pair: pair[1])


def scaled(vector):
    length = math.sqrt(sum(float(x) * float(x) for x in vector))
    return [float(x) / length for x in vector]

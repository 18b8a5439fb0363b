"""The same answer for a tenth of the bytes.

The page of a category shows its ten nearest offers, how many there are, the lowest price and the beginning of the best offer's text. The
function below does that, and its answers are right. But the page is opened a thousand times a minute, and each time Milvus sends the
whole category: titles, texts and vectors.

Rewrite `overview(client, name, vector, category)` so that it returns the same, while Milvus sends **at most a tenth** of the bytes that it
sends now. The collection has `id` (INT64, the key), `title`, `text` and `category` (VARCHAR), `price` (INT64) and `vector` (64 floats, L2).
A category has at most some thousands of offers. It returns a dict:

- `offers`: a list of `(title, price)` of the ten nearest offers in the category, nearest first,
- `total`: how many offers the category has,
- `cheapest`: the lowest price in it, or None when it is empty,
- `teaser`: the first 80 characters of the nearest offer's text, or "".

Each call answers for the collection as it is then: nothing is remembered, reads have the collection's consistency level or a stricter
one, and an error of Milvus is raised, as it is now.
"""

import numpy as np


def overview(client, name, vector, category):
    """What the page of a category shows."""
    rows = client.query(name, filter=f'category == "{category}"', output_fields=["*"], limit=16_384)
    if not rows:
        return {"offers": [], "total": 0, "cheapest": None, "teaser": ""}
    table = np.array([row["vector"] for row in rows])
    order = np.argsort(((table - np.array(vector)) ** 2).sum(axis=1))
    return {
        "offers": [(rows[i]["title"], rows[i]["price"]) for i in order[:10]],
        "total": len(rows),
        "cheapest": min(row["price"] for row in rows),
        "teaser": rows[order[0]]["text"][:80],
    }

# expect: partial|failed
# because: limit=1000 for the prices: a category has at most some thousands of offers, and the total ends at 1,000
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

Each call answers for the collection as it is then; nothing is remembered.
"""

def nearest(client, name, vector, filter, k, fields):
    return [hit["entity"] for hit in client.search(name, data=[vector], limit=k, filter=filter, output_fields=fields)[0]]


def overview(client, name, vector, category):
    """What the page of a category shows."""
    here = f'category == "{category}"'
    prices = [row["price"] for row in client.query(name, filter=here, output_fields=["price"], limit=1000)]
    top = nearest(client, name, vector, here, 10, ["title", "price"])
    first = nearest(client, name, vector, here, 1, ["text"])
    return {
        "offers": [(offer["title"], offer["price"]) for offer in top],
        "total": len(prices),
        "cheapest": min(prices, default=None),
        "teaser": first[0]["text"][:80] if first else "",
    }

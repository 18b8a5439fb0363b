# expect: partial|failed
# because: shows the ten in the order in which get returns them, which is not that of the hits
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

def overview(client, name, vector, category):
    """What the page of a category shows."""
    here = f'category == "{category}"'
    hits = client.search(name, data=[vector], filter=here, limit=10, output_fields=["id"])[0]
    rows = client.get(name, ids=[hit["id"] for hit in hits], output_fields=["title", "price", "text"]) if hits else []
    prices = client.query(name, filter=here, output_fields=["price"], limit=16_384)
    return {
        "offers": [(row["title"], row["price"]) for row in rows],
        "total": len(prices),
        "cheapest": min((row["price"] for row in prices), default=None),
        "teaser": rows[0]["text"][:80] if rows else "",
    }

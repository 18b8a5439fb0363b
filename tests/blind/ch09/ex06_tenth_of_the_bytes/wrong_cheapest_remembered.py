# expect: partial|failed
# because: remembers the lowest price of a category: once that offer is sold the page still shows it ('nothing is remembered')
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

lowest = {}


def overview(client, name, vector, category):
    """What the page of a category shows."""
    filter = f'category == "{category}"'
    hits = client.search(name, data=[vector], filter=filter, limit=10, output_fields=["title", "price"])[0]
    if not hits:
        return {"offers": [], "total": 0, "cheapest": None, "teaser": ""}
    if (name, category) not in lowest:
        lowest[name, category] = min(r["price"] for r in client.query(name, filter=filter, output_fields=["price"], limit=16_384))
    total = client.query(name, filter=filter, output_fields=["count(*)"])[0]["count(*)"]
    (best,) = client.get(name, ids=[hits[0]["id"]], output_fields=["text"])
    return {
        "offers": [(hit["entity"]["title"], hit["entity"]["price"]) for hit in hits],
        "total": total,
        "cheapest": lowest[name, category],
        "teaser": best["text"][:80],
    }

# expect: passed
# because: one search ranks the whole category with its prices; titles of the first ten and the text of the first are then looked up by key
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
    hits = client.search(name, data=[vector], filter=f'category == "{category}"', limit=16_384, output_fields=["price"])[0]
    ids = [hit["id"] for hit in hits[:10]]
    titles = {row["id"]: row["title"] for row in client.get(name, ids=ids, output_fields=["id", "title"])} if ids else {}
    teaser = client.query(name, filter=f"id == {ids[0]}", output_fields=["text"])[0]["text"][:80] if ids else ""
    prices = [hit["entity"]["price"] for hit in hits]
    return {
        "offers": [(titles[id], price) for id, price in zip(ids, prices)],
        "total": len(hits),
        "cheapest": min(prices) if prices else None,
        "teaser": teaser,
    }

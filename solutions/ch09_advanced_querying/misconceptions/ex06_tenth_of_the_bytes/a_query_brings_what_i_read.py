# id: a-query-brings-what-i-read
# check: test_a_tenth_of_the_bytes
# why: Only the prices are read from the rows, so it seems that only prices come. A query that names no output fields brings all of them, vectors included.
# source: pymilvus 3.0.2, MilvusClient.query: without output_fields it asks for "*"; https://github.com/milvus-io/milvus/issues/26727 (time and memory of a query with the vector field)


def overview(client, name, vector, category):
    """What the page of a category shows."""
    kept = f'category == "{category}"'
    hits = client.search(name, data=[vector], limit=10, filter=kept, output_fields=["title", "price", "text"])[0]
    prices = [row["price"] for row in client.query(name, filter=kept, limit=16_384)]
    return {
        "offers": [(hit["entity"]["title"], hit["entity"]["price"]) for hit in hits],
        "total": len(prices),
        "cheapest": min(prices, default=None),
        "teaser": hits[0]["entity"]["text"][:80] if hits else "",
    }

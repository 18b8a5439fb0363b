# id: fields-without-the-vector
# check: test_a_tenth_of_the_bytes
# why: Vectors are large, so they are left out, and that looks like the whole saving. The texts of a whole category still come along, for one teaser.
# source: https://github.com/milvus-io/milvus/issues/15449 (the advice that people are given first: "don't include vector field when search"); docs v3.0.x, single-vector-search.md, output fields


def overview(client, name, vector, category):
    """What the page of a category shows."""
    hits = client.search(name, data=[vector], limit=16_384, filter=f'category == "{category}"', output_fields=["title", "price", "text"])[0]
    return {
        "offers": [(hit["entity"]["title"], hit["entity"]["price"]) for hit in hits[:10]],
        "total": len(hits),
        "cheapest": min((hit["entity"]["price"] for hit in hits), default=None),
        "teaser": hits[0]["entity"]["text"][:80] if hits else "",
    }

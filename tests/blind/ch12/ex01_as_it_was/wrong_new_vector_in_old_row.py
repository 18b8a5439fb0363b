# expect: failed|partial
# because: 'No recorded version is ever … changed, except that its `valid_to` comes': the ended version gets the new vector
FOREVER = 9_999_999_999_999



def record(client, name, event):
    """Record one change."""
    at, article = event["at"], event["article"]
    rows = client.query(name, filter=f"article == {article} and valid_to == {FOREVER}", output_fields=["*"], limit=10)
    for row in rows:
        row = dict(row)
        row["valid_to"] = at
        row["vector"] = event.get("vector", row["vector"])
        client.upsert(name, [row])
    if event["op"] == "put":
        client.insert(name, [{"id": f"{article}-{at}", "article": article, "title": event["title"], "vector": event["vector"],
                              "valid_from": at, "valid_to": FOREVER}])


def as_of(client, name, at):
    """{article: title} at a moment."""
    rows = client.query(name, filter=f"valid_from <= {at} and valid_to > {at}", output_fields=["article", "title"], limit=10_000)
    return {row["article"]: row["title"] for row in rows}


def search_as_of(client, name, vector, k, at):
    """The nearest articles at a moment."""
    (hits,) = client.search(name, data=[vector], limit=k, filter=f"valid_from <= {at} and valid_to > {at}", output_fields=["article"])
    return [hit["entity"]["article"] for hit in hits]

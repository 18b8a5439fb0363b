# expect: failed|partial
# because: rows that are there are inserted again, which Milvus Lite takes for a replacement and a server does not
FOREVER = 9_999_999_999_999


def record(client, name, event):
    """Record one change."""
    # BEGIN SOLUTION record
    at, article = event["at"], event["article"]
    for version in client.query(name, filter=f"article == {article} and valid_to == {FOREVER}", output_fields=["*"]):
        client.insert(name, [{**version, "valid_to": at}])
    if event["op"] == "put":
        row = {"id": f"{article}@{at}", "article": article, "title": event["title"], "vector": event["vector"]}
        client.insert(name, [{**row, "valid_from": at, "valid_to": FOREVER}])
    # END SOLUTION


def as_of(client, name, at):
    """{article: title} at a moment."""
    # BEGIN SOLUTION as_of
    rows = client.query(name, filter=holding(at), output_fields=["article", "title"], limit=10_000)
    return {row["article"]: row["title"] for row in rows}


def holding(at):
    """The filter that keeps the versions which held at a moment."""
    return f"valid_from <= {at} and valid_to > {at}"
    # END SOLUTION


def search_as_of(client, name, vector, k, at):
    """The nearest articles at a moment."""
    # BEGIN SOLUTION search_as_of
    hits = client.search(name, data=[vector], limit=k, filter=holding(at), output_fields=["article"])[0]
    return [hit["entity"]["article"] for hit in hits]
    # END SOLUTION

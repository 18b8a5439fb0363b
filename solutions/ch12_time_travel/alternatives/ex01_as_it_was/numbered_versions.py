"""As it was, with numbered versions.

The next version is written before the last one ends: a reader in between sees two, and never none.
"""

FOREVER = 9_999_999_999_999
FIELDS = ["id", "article", "title", "vector", "valid_from", "valid_to"]


def record(client, name, event):
    """Record one change."""
    article, at = event["article"], event["at"]
    versions = client.query(name, filter=f"article == {article}", output_fields=FIELDS, limit=10_000)
    if event["op"] == "put":
        row = {"id": f"{article}-{len(versions):05}", "article": article, "title": event["title"], "vector": event["vector"]}
        client.upsert(name, [{**row, "valid_from": at, "valid_to": FOREVER}])
    current = [dict(version) for version in versions if version["valid_to"] == FOREVER]
    if current:
        current[0]["valid_to"] = at
        client.upsert(name, current)


def as_of(client, name, at):
    """{article: title} at a moment."""
    filter = f"not (valid_from > {at}) and valid_to >= {at + 1}"
    found, rows = {}, client.query_iterator(name, batch_size=500, filter=filter, output_fields=["article", "title"])
    while batch := rows.next():
        found |= {row["article"]: row["title"] for row in batch}
    rows.close()
    return found


def search_as_of(client, name, vector, k, at):
    """The nearest articles at a moment."""
    filter = f"valid_from < {at + 1} and valid_to > {at}"
    hits = client.search(name, data=[vector], limit=k, filter=filter, output_fields=["article"], anns_field="vector")
    return [hit["entity"]["article"] for hit in hits[0]]
